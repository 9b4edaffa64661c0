"""Turn last year's paper and what a template would print for it into the words that become slots, and those left."""
