"""Between the gap and its engine."""
