"""Award lists: summed by level and form, put into sentences, asked about."""
