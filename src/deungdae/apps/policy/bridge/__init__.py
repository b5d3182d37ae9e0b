"""Tasks to the engine of the traffic light, and back in words."""
