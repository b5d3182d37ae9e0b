"""Reading tasks, lights, reports and meetings, on any day."""
