"""The only place of the app that calls engines."""
