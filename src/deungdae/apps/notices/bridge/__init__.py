"""What a question to the board asks the search engine for."""
