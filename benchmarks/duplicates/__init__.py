"""How fast and how well organisations that are in a register twice are found."""
