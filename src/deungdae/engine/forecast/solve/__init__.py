"""The forecast: fit, look back, look ahead."""

from deungdae.engine.forecast.solve.answer import solve

__all__ = ["solve"]
