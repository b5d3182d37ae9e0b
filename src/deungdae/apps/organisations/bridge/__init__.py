"""The doors between this app and the engines."""
