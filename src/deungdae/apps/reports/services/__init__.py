"""Acts on reports."""
