"""Milestones and indicators, planned and actual → the light of a task on a day, with every reason."""
