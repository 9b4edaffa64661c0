"""Last year's signed paper becomes the office's own template: `adopt.py` is the way in."""
