"""A year's cohorts on days, in rooms, with trainers; docs/engine/year_plan.md."""
