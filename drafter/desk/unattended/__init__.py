"""What runs by itself at night: `run_due.py` is the way in."""
