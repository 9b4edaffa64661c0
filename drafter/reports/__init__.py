"""Past reports in: files of any kind become plain data, review workbooks go out and come back decided."""
