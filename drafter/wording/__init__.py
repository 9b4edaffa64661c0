"""Vietnamese wording: numbers, money, percents, dates, verdicts and names as an office writes them; pure functions."""
