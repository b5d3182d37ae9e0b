"""Acts of the gap: what a settled assessment says, figures of surveys, editions of the tables."""
