"""Public identifiers: random, sortable by time, and short enough for an address bar."""

import secrets
import string
import time
import uuid

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
LENGTH = 22
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
"""Two digits at a time: half the divisions of a long number."""


def new_public_id() -> uuid.UUID:
    """A version 7 UUID (RFC 9562, section 5.7): 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return uuid.UUID(int=value | 0b10 << 62 | secrets.randbits(62))


def short(value: uuid.UUID) -> str:
    """The 22 characters that stand for a public id in addresses."""
    number, digits = value.int, ""
    while number:
        number, rest = divmod(number, len(PAIRS))
        digits = PAIRS[rest] + digits
    return digits.rjust(LENGTH, ALPHABET[0])


def from_short(text: str) -> uuid.UUID:
    """The public id behind 22 characters; ValueError for anything else."""
    number = 0
    for character in text:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    if len(text) != LENGTH or number >= 2**128:
        raise ValueError(text)
    return uuid.UUID(int=number)


def is_short(text: str) -> bool:
    """Whether these are the 22 characters of a public id."""
    try:
        from_short(text)
    except ValueError:
        return False
    return True


class PublicIdConverter:
    """`<public_id:name>` in a URL pattern: a text that is no public id simply does not match."""

    regex = "[0-9A-Za-z]{22}"

    def to_python(self, value: str) -> uuid.UUID:
        return from_short(value)

    def to_url(self, value: uuid.UUID | str) -> str:
        return short(value) if isinstance(value, uuid.UUID) else value
