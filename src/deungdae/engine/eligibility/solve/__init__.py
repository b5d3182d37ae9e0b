"""From what is known of a company to what it legally is. `solve` is the only way in."""

from deungdae.engine.eligibility.solve.run import solve

__all__ = ["solve"]
