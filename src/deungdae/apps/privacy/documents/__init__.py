"""Papers of this app."""
