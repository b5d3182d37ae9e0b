"""The number of a certificate: year, running number, five random characters and one that checks the rest.

The random part keeps anybody from walking through the numbers; the check character tells a slip of the pen
before the database is asked.
"""

import re
import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, a prime number, without those that are taken for another: 0, 1, I, L, O."""
DIGITS = "0123456789"
RANDOM_LENGTH = 5
LONGEST = 40
NUMBER = re.compile(rf"(\d{{4}})-?AC-?(\d{{6}})-?([{ALPHABET}]{{{RANDOM_LENGTH + 1}}})")
DASHES = re.compile(r"[‐-―−－ー_.\s-]+")


def new_number(*, year: int, serial: int) -> str:
    """A number like 2026-AC-000123-7KQ4MX."""
    tail = "".join(secrets.choice(ALPHABET) for _place in range(RANDOM_LENGTH))
    head = f"{year:04}-AC-{serial:06}-{tail}"
    return head + check_character(head)


def check_character(head: str) -> str:
    """Weighted by place, modulo a prime: one wrong character or two that changed places always show."""
    year, _kind, serial, tail = head.split("-")
    values = [DIGITS.index(mark) for mark in year + serial] + [ALPHABET.index(mark) for mark in tail]
    return ALPHABET[sum(place * value for place, value in enumerate(values, start=2)) % len(ALPHABET)]


def tidied(text: str) -> str:
    """The number that somebody means who types it in small letters, with blanks or other dashes; "" for
    anything that cannot be one."""
    if len(text) > LONGEST:
        return ""
    flat = DASHES.sub("-", unicodedata.normalize("NFKC", text).strip().upper())
    found = NUMBER.fullmatch(flat)
    if found is None or not flat.isascii():
        return ""
    number = "{}-AC-{}-{}".format(*found.groups())
    return number if check_character(number[:-1]) == number[-1] else ""
