DEMO_KEY = "secret-key"
"""The file in the state folder that says: a demo was made here."""
