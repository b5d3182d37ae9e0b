"""Templates to HTML. The engine here needs no settings of Django, so that the command line can use it too."""

from collections.abc import Mapping
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString

APP = Path(__file__).resolve().parents[1]
STYLES = Path(__file__).resolve().parent / "styles"
ENGINE = Engine(dirs=[str(APP / "templates")])


def rendered(template: str, values: Mapping[str, object]) -> SafeString:
    """The HTML of `caravan/documents/<template>.html`; every value is escaped there."""
    found = ENGINE.get_template(f"caravan/documents/{template}.html")
    return found.render(Context(values, use_l10n=False, use_tz=False))


def style(name: str) -> str:
    """The text of one of our own style sheets."""
    return (STYLES / f"{name}.css").read_text(encoding="utf-8")
