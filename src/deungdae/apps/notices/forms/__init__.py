"""What people type on the board's pages."""
