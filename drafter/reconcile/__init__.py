"""Base, officer's copy and fresh figures → what to change, what to keep, what to ask; it writes nothing."""
