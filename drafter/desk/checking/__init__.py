"""Papers and workbooks held against the rules of form and of truth: `check.py` is the way in."""
