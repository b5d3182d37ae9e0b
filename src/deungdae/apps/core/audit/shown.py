"""Texts of the log as they may be shown: what would change or hide the line around it is made visible."""

import re

HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control characters, line ends and marks that turn the direction of writing or have no width."""


def shown(text: str) -> str:
    """The text with every hidden character named, e.g. ⟨U+202E⟩; it stays in the database as it came."""
    return HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)
