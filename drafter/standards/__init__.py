"""What the union counts, gives and cites: dated reference data, each entry with its source."""
