"""What apps above the diagnosis add to the page of a settled assessment: the diagnosis does not know them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from deungdae.apps.diagnosis.models import Assessment

Panel = Callable[[HttpRequest, Assessment], Mapping[str, Any] | None]
"""What a panel shows to this reader, for its template as `panel`; None: nothing."""
PANELS: dict[str, Panel] = {}
"""By template, in the order in which they are shown."""


def register_result_panel(template: str, panel: Panel) -> None:
    PANELS[template] = panel


def panels_for(request: HttpRequest, assessment: Assessment) -> list[tuple[str, Mapping[str, Any]]]:
    found = ((template, panel(request, assessment)) for template, panel in PANELS.items())
    return [(template, told) for template, told in found if told is not None]
