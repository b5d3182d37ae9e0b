"""Diagnosis of companies: frameworks as data, assessments in a team, scores."""
