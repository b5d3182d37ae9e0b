"""Files that the calendar gives."""
