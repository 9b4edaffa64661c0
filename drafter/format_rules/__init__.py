"""A measured Word file → what is wrong with its form: one rule one function, each with its clause."""
