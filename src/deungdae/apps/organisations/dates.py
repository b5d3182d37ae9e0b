"""Days in the life of an organisation, as they are typed and as they can be."""

from datetime import date

from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.cells import CellError, day
from deungdae.apps.organisations.models import EARLIEST_FOUNDATION
from deungdae.engine.kernel.korean import sentence


def past_day(value: str) -> date:
    """A day from 1880 until today, or CellError that names the day."""
    found = day(value)
    check_past(found)
    return found


def refuse_implausible(*days: date | None) -> None:
    """For services: as the forms and lists do, whoever calls; None is not known."""
    for each in filter(None, days):
        try:
            check_past(each)
        except CellError as error:
            raise RefusedError(error.code, f"{error.message} {error.remedy}") from error


def check_past(found: date) -> None:
    """CellError that names a day to come, or one before there were companies."""
    if found > clock.today():
        raise CellError(
            "future",
            sentence(_("{day}(은/는) 아직 오지 않은 날입니다."), {"day": found.isoformat()}),
            _("오늘이나 그 전의 날짜로 고쳐 주십시오."),
        )
    if found < EARLIEST_FOUNDATION:
        raise CellError(
            "too_early",
            sentence(_("{day}(은/는) 1880년보다 앞선 날입니다."), {"day": found.isoformat()}),
            _("연도를 확인해 고쳐 주십시오."),
        )
