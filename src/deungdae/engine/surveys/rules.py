"""How few are too few to be shown."""

LEAST = 5
"""The mean of fewer people could be undone with what one of them knows of the others."""
