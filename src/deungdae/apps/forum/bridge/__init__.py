"""The only place of this app that calls an engine."""
