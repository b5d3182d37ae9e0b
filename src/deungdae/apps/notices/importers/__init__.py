"""Old posts of another board, with their files."""
