"""The best plan, exactly: an integer programme for what is in it, a calendar for when, and cuts."""

from __future__ import annotations

from deungdae.engine.roadmap.solve.run import solve

__all__ = ["solve"]
