"""Korean sentences from templates, with the particle that the word before it asks for.

A template holds names in braces and, where a particle follows, both forms in round brackets, the one after
a consonant first; a closing quote may stand between:
``"{who}(은/는) 상담이 {count}건이고 '{other}'(과/와) 만납니다."``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Param = str | int | tuple[str, ...] | tuple[int, ...]
"""What a sentence may name: a word, a number, or a list of either."""

_SLOT = re.compile(r"\{(\w+)\}(?:(['’”]?)\((\w+)/(\w+)\))?")
_RIEUL_DIGITS = "178"
_CONSONANT_DIGITS = "013678"
_CONSONANT_LETTER_NAMES = "LMNR"
_CONSONANT_ENDINGS = "bcklmnpt"
_CLOSING = "\"'’”)]}>」』"
_SHOWN_OF_A_LIST = 8


def _final_of_letter(letter: str, *, acronym: bool) -> str:
    """The final sound of a Latin letter: '' for a vowel, 'ㄹ', or 'x' for another consonant."""
    if acronym:
        if letter.upper() not in _CONSONANT_LETTER_NAMES:
            return ""
        return "ㄹ" if letter.upper() in "LR" else "x"
    if letter not in _CONSONANT_ENDINGS:
        return ""
    return "ㄹ" if letter == "l" else "x"


def final_sound(word: str) -> str:
    """The final sound of `word` as it is read aloud: '' (vowel), 'ㄹ' or 'x' (another consonant)."""
    text = word.rstrip(_CLOSING + " .,")
    if not text:
        return ""
    last = text[-1]
    if "가" <= last <= "힣":
        index = (ord(last) - ord("가")) % 28
        return "" if index == 0 else "ㄹ" if index == 8 else "x"
    if last.isdecimal():
        if last in _RIEUL_DIGITS:
            return "ㄹ"
        return "x" if last in _CONSONANT_DIGITS else ""
    if last.isascii() and last.isalpha():
        acronym = len(text) < 2 or text[-2:].isupper() or not text[-2].isalpha()
        return _final_of_letter(last, acronym=acronym)
    return ""


def particle(word: str, after_consonant: str, after_vowel: str) -> str:
    """The form of a particle that follows `word`; 으로/로 counts a final ㄹ as a vowel."""
    sound = final_sound(word)
    if after_consonant.startswith("으로") and sound == "ㄹ":
        return after_vowel
    return after_consonant if sound else after_vowel


def shown(value: Param) -> str:
    """How a value stands in a sentence; long lists are cut and counted."""
    if not isinstance(value, tuple):
        return str(value)
    words = ", ".join(str(item) for item in value[:_SHOWN_OF_A_LIST])
    rest = len(value) - _SHOWN_OF_A_LIST
    return f"{words} 외 {rest}" if rest > 0 else words


def sentence(template: str, params: Mapping[str, Param]) -> str:
    """Fill `template` with `params`; raises KeyError when the template names something not given."""

    def fill(match: re.Match[str]) -> str:
        word = shown(params[match.group(1)])
        if match.group(3) is None:
            return word
        return word + match.group(2) + particle(word, match.group(3), match.group(4))

    return _SLOT.sub(fill, template)
