"""Figures read out of Vietnamese prose: what was counted, when, how sure, and the words that decided it."""
