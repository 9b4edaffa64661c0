"""Where each figure of a draft comes from: `trace.py` is the way in."""
