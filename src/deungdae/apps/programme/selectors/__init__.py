"""Reading programmes: what is counted, how it stands, what it rests on."""
