"""Defining indicators: a new one, or the next version of one."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.programme.definition import Definition, check
from deungdae.apps.programme.models import Goal, Indicator, IndicatorVersion
from deungdae.apps.programme.selectors.versions import circle_from, versions_in_force

MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What an indicator is called and where it stands."""

    code: str
    title: str
    title_english: str = ""
    place: int | None = None
    part_of: Indicator | None = None


def check_definition(
    *, definition: Definition, indicator: Indicator | None = None, within: Indicator | None = None
) -> None:
    """Refuse what could not count anything, and a circle."""
    check(definition)
    if within is None:
        return
    versions = versions_in_force()
    way = circle_from(indicator, within, versions)
    if way:
        words = _("지표가 서로를 기다립니다: {way}. ‘이 지표에 든 기업만’을 다른 지표로 바꿔 주십시오.")
        raise refused("circle", words, way=" → ".join(str(one) for one in [*way[-1:], *way]))
    version = versions.get(within.pk)
    if version is None or version.source != IndicatorVersion.Source.EVIDENCE:
        words = _("‘{title}’(은/는) 기업을 세는 지표가 아니어서 기업을 고를 수 없습니다.")
        raise refused("within", words, title=str(within))


@transaction.atomic
def create_indicator(
    *,
    goal: Goal,
    facts: IndicatorFacts,
    definition: Definition,
    within: Indicator | None = None,
    actor: User | None,
) -> Indicator:
    """An indicator with its first version."""
    check_place(goal, facts.place)
    made = Indicator(
        goal=goal,
        code=facts.code,
        title=facts.title,
        title_english=facts.title_english,
        place=facts.place,
        part_of=facts.part_of,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        words = _("코드 ‘{code}’(을/를) 쓰는 지표가 이미 있습니다. 다른 코드를 적어 주십시오.")
        raise refused("code_twice", words, code=facts.code) from error
    define_indicator(indicator=made, definition=definition, within=within, reason="", actor=actor)
    return made


def check_place(goal: Goal, place: int | None) -> None:
    if place is None:
        return
    taken = Indicator.objects.filter(goal__programme=goal.programme, place=place)
    other = taken.first()
    if other is not None:
        words = _("첫 화면의 {place}번 자리에는 ‘{title}’(이/가) 있습니다. 다른 번호를 고르십시오.")
        raise refused("place_taken", words, place=place, title=str(other))


@transaction.atomic
def define_indicator(
    *,
    indicator: Indicator,
    definition: Definition,
    within: Indicator | None = None,
    reason: str,
    actor: User | None,
) -> IndicatorVersion:
    """The next version; what it was before stays. From the second on a reason is asked for."""
    Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    last = indicator.versions.aggregate(last=Max("number"))["last"] or 0
    if last and not reason.strip():
        raise RefusedError(
            "reason", _("정의를 바꾸는 까닭을 적어 주십시오. 지난 판과 함께 남아 누구나 읽습니다.")
        )
    check_definition(definition=definition, indicator=indicator, within=within)
    return IndicatorVersion.objects.create(
        indicator=indicator,
        number=last + 1,
        source=definition.source,
        kinds=list(definition.kinds),
        conditions={field: list(values) for field, values in definition.conditions},
        counted=definition.counted,
        figure=definition.figure,
        within=within,
        since=definition.since,
        until=definition.until,
        survey=definition.survey,
        size=definition.size,
        unit=definition.unit,
        reason=reason.strip(),
        made_at=clock.now(),
        made_by=actor,
    )
