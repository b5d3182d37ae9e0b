"""Milestones over time and needs between tasks, as pictures."""
