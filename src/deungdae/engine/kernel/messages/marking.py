"""Marking sentences that the shell translates; the engine itself speaks Korean."""

from __future__ import annotations


def gettext_noop(sentence: str) -> str:
    """The sentence itself; its name makes the collectors of translations find it."""
    return sentence
