"""The case on paper."""
