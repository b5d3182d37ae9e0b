"""Figures that everybody may take: each dataset says what it counts, its columns, and from when to when."""
