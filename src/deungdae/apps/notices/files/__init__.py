"""What a file really is, what it may do to whoever opens it, and what it says."""
