"""Calls from the house to addresses that others have typed: never to an inside one, never for long."""
