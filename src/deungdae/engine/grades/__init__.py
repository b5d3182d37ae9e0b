"""Marks of works: a rubric as text, points of the levels chosen, one mark of two graders."""
