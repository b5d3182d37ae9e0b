"""Reading the calendar."""
