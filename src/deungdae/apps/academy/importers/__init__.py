"""Lists that the academy reads."""
