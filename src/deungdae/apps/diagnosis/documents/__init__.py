"""The result of a diagnosis on paper."""
