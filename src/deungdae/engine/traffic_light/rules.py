"""The limits of the lights; docs/engine/traffic_light.md says why."""

LATE_DAYS = 30
"""A milestone that is late by more than this is red."""
GREEN_PERCENT = 90
"""At least this part of what was planned by then is green."""
YELLOW_PERCENT = 70
"""At least this part is yellow; less is red."""
SILENT_DAYS = 125
"""Without a value of so many days the indicator is yellow: a quarter, and a month to report it."""
