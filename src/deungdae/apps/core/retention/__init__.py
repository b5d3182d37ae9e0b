"""How long each kind of record is kept, and how each app destroys its own."""
