"""The constants of the model, each with its reason; docs/engine/forecast.md has the figures behind them."""

from __future__ import annotations

LEAST_MONTHS = 18
"""Shorter histories have held back too few stretches to say whether the bands hold."""
LEAST_ACTIVE = 6
"""Months with anything in them: of fewer the spread of a month is a guess."""
FIRST_ORIGIN = 12
"""A held-back stretch is told from a year of months at the least."""
MOST_ORIGINS = 18
AHEAD = (3, 6, 12)
"""The held-back stretches, in months."""
JUDGED_FROM = 6
"""With fewer held-back stretches their share says nothing against the bands."""
LEAST_HELD = 60
"""Percent of held-back stretches in the band of 80 %, below which nothing is told."""
LEAST_IN_HALF = 8
"""Of a sum: so many pieces make up half of it at the least; else the next large one decides."""

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
"""The ends of the band and its middle."""
SURE = 0.8
"""What a target needs is told for so many futures."""

HALF_LIFE = 12.0
"""A month a year older counts half."""
SEASON_SPREAD = 1.0
"""Relative spread of the factors of the months of the year before anything is known of them."""
GROWTH_SPREAD = 0.03
"""Spread of the growth of the rate in a month before anything is known of it (36 % a year)."""
DAMPING = 0.96
"""What is left of the growth a month later: after a year 61 % of it."""
DRIFT = 0.5
"""By so much (relative) a rate changes by itself within a year."""
SEASONS_FROM = 12
GROWTH_FROM = 24
"""Seasons are read from one year at the least, growth from two."""
LONGEST = 120
"""Months ahead at the most."""
LARGEST = 10**9
