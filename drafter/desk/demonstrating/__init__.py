"""`drafter demo`: every job on the shipped samples; `demo.py` is the way in."""
