"""The made-up centre of the demo: every company, person and number here is invented."""
