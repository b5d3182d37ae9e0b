"""Syllables that are written in Latin letters, as the Revised Romanisation writes them: nuri is 누리.

A sound at the end of a syllable may be one of several letters (bit: 빗, 빛, …); a consonant between vowels
may belong to either syllable (haneul: 하늘, 한을), which makes two readings. Sounds that change each other
(dongnip: 독립) are not turned back.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

from deungdae.engine.search.letters import FIRST_SYLLABLE, LATIN_RUN, PER_INITIAL, PER_VOWEL, is_hangul

ONSETS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
    "eu", "ui", "i",
)  # fmt: skip
"""In the order of the letters, as Unicode numbers the syllables."""
FINALS = {
    "": (0,),
    "k": (1, 2, 24),
    "n": (4,),
    "t": (7, 19, 20, 22, 23, 25, 27),
    "l": (8,),
    "m": (16,),
    "p": (17, 26),
    "ng": (21,),
}
"""A sound and the places of the letters with it among the 28 ends of a syllable; clusters are left out."""
SHORTEST, LONGEST, MOST_READINGS = 3, 16, 4
"""Two letters are an abbreviation (AI센터) more often than a syllable."""


def by_length(sounds: tuple[str, ...]) -> str:
    return "|".join(sorted(sounds, key=len, reverse=True))


OPENING = re.compile(f"({by_length(ONSETS)})({by_length(VOWELS)})")
Reading = tuple[str, ...]
"""For each place what may stand there."""


def readings_of(word: str) -> Iterator[Reading]:
    """How a word of Hangul and Latin letters may have been meant; nothing when it does not mix them."""
    runs = LATIN_RUN.findall(word)
    if not runs or not any(map(is_hangul, word)) or not all(SHORTEST <= len(run) <= LONGEST for run in runs):
        return
    parts = (
        list(syllables(part)) if LATIN_RUN.fullmatch(part) else [tuple(part)]
        for part in re.split(f"({LATIN_RUN.pattern})", word)
    )
    for reading in islice(product(*parts), MOST_READINGS):
        yield tuple(place for part in reading for place in part)


def syllables(run: str) -> Iterator[Reading]:
    """Every way to read a Latin run as syllables to its end."""
    if not run:
        yield ()
    opening = OPENING.match(run)
    if opening is None:
        return
    open_syllable = (
        ord(FIRST_SYLLABLE) + ONSETS.index(opening[1]) * PER_INITIAL + VOWELS.index(opening[2]) * PER_VOWEL
    )
    rest = run[opening.end() :]
    for sound, places in FINALS.items():
        if rest.startswith(sound):
            ends = "".join(chr(open_syllable + place) for place in places)
            yield from ((ends, *more) for more in syllables(rest[len(sound) :]))
