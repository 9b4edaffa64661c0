"""The office's tasks, one verb each."""
