"""Forms of programmes."""
