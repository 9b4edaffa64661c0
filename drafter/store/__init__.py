"""What was handed in, kept version by version: nothing is overwritten."""
