"""What changes the board."""
