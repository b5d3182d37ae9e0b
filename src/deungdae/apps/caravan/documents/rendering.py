"""Templates to HTML. The engine here needs no settings of Django, so that the command line can use it too."""

import re
from collections.abc import Mapping
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString

APP = Path(__file__).resolve().parents[1]
STYLES = Path(__file__).resolve().parent / "styles"
FONTS = APP.parent / "core" / "static" / "core" / "vendor" / "pretendard-gov"
ENGINE = Engine(dirs=[str(APP / "templates")])


def rendered(template: str, values: Mapping[str, object]) -> SafeString:
    """The HTML of `caravan/documents/<template>.html`; every value is escaped there."""
    found = ENGINE.get_template(f"caravan/documents/{template}.html")
    return found.render(Context(values, use_l10n=False, use_tz=False))


SHORT_WORD = re.compile(r"(?<![가-힣])[가-힣]{2,12}(?![가-힣])")
WORD_JOINER = "\u2060"


def unbroken(html: str) -> str:
    """The same HTML with its short Korean words kept whole: the layout library knows no keep-all."""
    return SHORT_WORD.sub(lambda word: WORD_JOINER.join(word[0]), html)


def style(name: str) -> str:
    """The text of one of our own style sheets."""
    return (STYLES / f"{name}.css").read_text(encoding="utf-8")
