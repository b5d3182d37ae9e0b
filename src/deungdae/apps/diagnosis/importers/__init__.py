"""Lists that people upload."""
