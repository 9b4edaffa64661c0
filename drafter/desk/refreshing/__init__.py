"""Late figures into a draft that an officer has edited: `refresh.py` is the way in."""
