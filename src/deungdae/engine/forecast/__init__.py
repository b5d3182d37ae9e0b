"""From a monthly history to what may be reached: a fan, the day of each target, what it would take."""
