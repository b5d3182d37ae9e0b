"""Search over a register of 100,000 organisations, beside the plain LIKE of the same run."""
