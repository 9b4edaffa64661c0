"""A paper with its tables and what the office knows → figures, periods, citations and words that cannot be right."""
