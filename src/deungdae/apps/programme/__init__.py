"""Targets as queries over evidence: indicators, their definitions, forecasts, the lead's page."""
