"""One module a page: a request → a verb of the desk → a template of `html/`."""
