"""Who gets the seats of a cohort, in an order, within limits; docs/engine/seats.md."""
