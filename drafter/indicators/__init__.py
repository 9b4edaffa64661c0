"""Totals over units and time, percents, verdicts and changes, and what to ask about figures."""
