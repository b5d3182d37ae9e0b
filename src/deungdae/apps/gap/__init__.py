"""The digital gap: what assessments and surveys say of it, and the honest effect of services."""
