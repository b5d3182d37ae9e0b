"""Calendars and papers of a forum."""
