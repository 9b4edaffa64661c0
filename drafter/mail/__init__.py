"""The door to the mail server: one message, one connection, STARTTLS; what went wrong is told, nothing is hidden."""
