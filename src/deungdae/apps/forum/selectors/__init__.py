"""What the forums read."""
