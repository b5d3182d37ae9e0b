"""Lists that the calendar takes."""
