"""Syllables, their initial consonants, and the Korean names of Latin letters."""

import re

FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
PER_INITIAL, PER_VOWEL = 588, 28
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
LETTER_NAMES = {
    "a": "에이", "b": "비", "c": "씨", "d": "디", "e": "이", "f": "에프", "g": "지",
    "h": "에이치", "i": "아이", "j": "제이", "k": "케이", "l": "엘", "m": "엠", "n": "엔",
    "o": "오", "p": "피", "q": "큐", "r": "알", "s": "에스", "t": "티", "u": "유",
    "v": "브이", "w": "더블유", "x": "엑스", "y": "와이", "z": "제트",
}  # fmt: skip
LONGEST_ACRONYM = 5
LATIN_RUN = re.compile(r"[a-z]+")


def is_syllable(character: str) -> bool:
    return FIRST_SYLLABLE <= character <= LAST_SYLLABLE


def is_hangul(character: str) -> bool:
    """A syllable or a consonant that stands alone."""
    return FIRST_SYLLABLE <= character <= LAST_SYLLABLE or "ㄱ" <= character <= "ㅎ"


def is_initial(character: str) -> bool:
    """A consonant that can begin a syllable, standing alone."""
    return bool(character) and character in INITIALS


SYLLABLES = range(ord(FIRST_SYLLABLE), ord(LAST_SYLLABLE) + 1)
TO_INITIAL = {code: INITIALS[(code - SYLLABLES.start) // PER_INITIAL] for code in SYLLABLES}
TO_OPEN = {code: chr(code - (code - SYLLABLES.start) % PER_VOWEL) for code in SYLLABLES}


def initials_of(text: str) -> str:
    """The consonants that the syllables begin with; anything else is its own."""
    return text.translate(TO_INITIAL)


def opened(text: str) -> str:
    """The syllables without their final consonants."""
    return text.translate(TO_OPEN)


def is_open(character: str) -> bool:
    """A syllable without a final consonant: one may still be typed."""
    return is_syllable(character) and opened(character) == character


def syllables_with(initial: str) -> str:
    """The range of syllables that begin with a consonant, for a regular expression."""
    start = ord(FIRST_SYLLABLE) + INITIALS.index(initial) * PER_INITIAL
    return f"[{chr(start)}-{chr(start + PER_INITIAL - 1)}]"


def syllables_from(open_syllable: str) -> str:
    """The range of syllables that an open one may still become."""
    return f"[{open_syllable}-{chr(ord(open_syllable) + PER_VOWEL - 1)}]"


def spelled(text: str) -> str:
    """Short Latin runs by the Korean names of their letters: lg전자 is 엘지전자."""

    def name(run: re.Match[str]) -> str:
        word = run[0]
        return "".join(map(LETTER_NAMES.__getitem__, word)) if len(word) <= LONGEST_ACRONYM else word

    return LATIN_RUN.sub(name, text)
