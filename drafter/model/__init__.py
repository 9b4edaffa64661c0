"""The words everything else speaks: frozen types, no input or output."""
