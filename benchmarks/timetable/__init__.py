"""The timetable engine on public and generated instances: `python -m benchmarks.timetable`."""
