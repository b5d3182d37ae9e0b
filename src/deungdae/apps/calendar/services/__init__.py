"""Changing the calendar: the interface for the apps that book."""
