"""The door for figures: Excel forms out, filled forms, JSON and unit lists in."""
