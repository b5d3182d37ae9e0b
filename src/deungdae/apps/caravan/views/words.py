"""Sentences of the pages, with the particle that the word before it asks for."""

from deungdae.apps.core.words import done

__all__ = ["done"]
