"""Files that the academy gives out."""
