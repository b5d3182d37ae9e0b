"""Forms of the diagnosis."""
