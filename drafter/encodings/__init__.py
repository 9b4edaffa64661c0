"""Old Vietnamese encodings (TCVN3, VNI, VISCII) and look-alike letters: told apart, read and written."""
