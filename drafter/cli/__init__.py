"""The command line: Vietnamese in, Vietnamese out, no logic."""
