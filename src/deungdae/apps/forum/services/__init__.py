"""What the forums write: each act whole, in one transaction."""
