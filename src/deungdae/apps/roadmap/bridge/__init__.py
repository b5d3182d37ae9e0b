"""Between the records and the engine."""
