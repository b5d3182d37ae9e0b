"""Acts: keeping what is on offer, asking for a roadmap, deciding on its steps."""
