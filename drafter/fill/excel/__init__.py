"""Excel templates: rows and columns grow, and all that speaks of them follows."""
