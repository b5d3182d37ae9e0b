"""Keeping yearly figures: each statement of a source is a new record beside the old one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.organisations.figure_doubts import Doubt, doubts_of
from deungdae.apps.organisations.figure_kinds import KINDS
from deungdae.apps.organisations.models import Organisation, YearlyFigure
from deungdae.apps.organisations.models.figures import FIRST_YEAR, MOST_MONTHS
from deungdae.apps.organisations.selectors.figures import counting_values
from deungdae.engine.kernel.korean import sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """Which year the figures are of, and who says so: 12 months to 31 December unless told."""

    year: int
    source_kind: int
    source: str = ""
    as_of: date | None = None
    months: int = 12
    ends_on: date | None = None

    @property
    def last_day(self) -> date:
        return self.ends_on or date(self.year, 12, 31)

    @property
    def stated_on(self) -> date:
        return self.as_of or clock.today()


class DoubtfulError(RefusedError):
    """Figures that are probably wrong; `doubts` says why. They are kept when a person has confirmed them."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__("figures_doubtful", " ".join(doubt.message for doubt in doubts))
        self.doubts = doubts


@transaction.atomic
def record_figures(
    *,
    organisation: Organisation,
    statement: Statement,
    values: Mapping[str, int],
    is_confirmed: bool = False,
    actor: Person | None,
) -> list[YearlyFigure]:
    """Keep what a source says of a year: what differs restates, what is said again stays."""
    refuse_impossible(statement, values)
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    said = {
        figure.kind: figure
        for figure in YearlyFigure.objects.current().filter(
            organisation=organisation, year=statement.year, source_kind=statement.source_kind
        )
    }
    new = {kind: value for kind, value in values.items() if says_more(said.get(kind), value, statement)}
    if not is_confirmed:
        refuse_doubtful(organisation, statement, new)
    now = clock.now()
    replaced = [said[kind].pk for kind in new if kind in said]
    YearlyFigure.objects.filter(pk__in=replaced).update(ended_at=now)
    try:
        with transaction.atomic():
            return YearlyFigure.objects.bulk_create(
                YearlyFigure(
                    organisation=organisation,
                    kind=kind,
                    value=value,
                    supersedes=said.get(kind),
                    recorded_at=now,
                    recorded_by_id=actor.pk if actor else None,
                    **fields_of(statement),
                )
                for kind, value in new.items()
            )
    except IntegrityError as error:
        raise RefusedError(
            "figures_taken", _("같은 수치가 방금 기록되었습니다. 화면을 새로 고쳐 확인해 주십시오.")
        ) from error


def fields_of(statement: Statement) -> dict[str, int | str | date]:
    return {
        "year": statement.year,
        "months": statement.months,
        "ends_on": statement.last_day,
        "source_kind": statement.source_kind,
        "source": statement.source,
        "as_of": statement.stated_on,
    }


def says_more(figure: YearlyFigure | None, value: int, statement: Statement) -> bool:
    """Whether the statement differs from what the same source has said; what it leaves open does not."""
    if figure is None:
        return True
    return (
        (figure.value, figure.months, figure.ends_on) != (value, statement.months, statement.last_day)
        or bool(statement.source and figure.source != statement.source)
        or bool(statement.as_of and figure.as_of != statement.as_of)
    )


def refuse_doubtful(organisation: Organisation, statement: Statement, new: Mapping[str, int]) -> None:
    doubts = doubts_of(
        new={(statement.year, kind): value for kind, value in new.items()},
        known=counting_values(organisation=organisation),
    )
    if doubts:
        raise DoubtfulError(doubts)


def refuse_impossible(statement: Statement, values: Mapping[str, int]) -> None:
    """What no year and no company can have, before the database refuses it."""
    today = clock.today()
    if not FIRST_YEAR <= statement.year <= today.year:
        template = _("연도 {year}(은/는) {first}에서 {last} 사이가 아닙니다. 회계연도를 확인해 주십시오.")
        words = {"year": statement.year, "first": FIRST_YEAR, "last": today.year}
        raise RefusedError("figures_year", sentence(template, words))
    if not 1 <= statement.months <= MOST_MONTHS:
        template = _("회계기간 {months}개월은 1에서 {most}개월 사이가 아닙니다.")
        raise RefusedError(
            "figures_months", sentence(template, {"months": statement.months, "most": MOST_MONTHS})
        )
    if statement.last_day.year not in (statement.year, statement.year + 1):
        template = _("{year} 회계연도의 끝 날 {day}(은/는) 그해나 이듬해가 아닙니다. 날짜를 고쳐 주십시오.")
        day = statement.last_day.isoformat()
        raise RefusedError("figures_end", sentence(template, {"year": statement.year, "day": day}))
    if statement.stated_on > today:
        template = _("기준일 {day}(은/는) 아직 오지 않았습니다. 자료를 받은 날까지의 날짜를 적어 주십시오.")
        raise RefusedError("figures_as_of", sentence(template, {"day": statement.stated_on.isoformat()}))
    for kind, value in values.items():
        if kind not in KINDS or not 0 <= value <= KINDS[kind].highest:
            template = _("‘{kind}’ {value}(은/는) 기록할 수 없는 값입니다.")
            raise RefusedError("figures_value", sentence(template, {"kind": kind, "value": value}))


@transaction.atomic
def withdraw_figure(*, figure: YearlyFigure, reason: str, actor: Person | None) -> None:
    """The figure no longer counts; that it was recorded, and why it was taken back, is kept."""
    if not reason.strip():
        raise RefusedError("figure_reason", _("수치를 거두는 까닭을 적어 주십시오."))
    running = YearlyFigure.objects.current().filter(pk=figure.pk)
    if not running.update(ended_at=clock.now(), withdrawal=reason.strip()[:300]):
        raise RefusedError(
            "figure_ended", _("이미 정정되었거나 거둔 수치입니다. 화면을 새로 고쳐 확인해 주십시오.")
        )
