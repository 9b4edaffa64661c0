"""Tracked changes, comments and rows into a copy of an officer's Word file; all else stays byte for byte."""
