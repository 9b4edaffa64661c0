"""What is due on a day: the office's calendar, expected papers less those in the ledger, reminder days. Pure."""
