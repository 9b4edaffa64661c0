"""Word templates: read, healed, compiled once, rendered many times, checked and marked."""
