"""A settled assessment becomes an observation, with the company as it was on that day."""

from datetime import datetime

from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.gap.bridge.answers import FAMILY, is_measurable, score_columns, uses_data_ai
from deungdae.apps.gap.models import Observation, Size
from deungdae.apps.organisations.bridge.eligibility import legal_status_of
from deungdae.apps.organisations.models import Industry, LegalStatusCheck, Organisation, Region
from deungdae.apps.organisations.selectors.legal_status import facts_of

Status = LegalStatusCheck.Status
SIZES = {
    Status.LARGE: Size.LARGE,
    Status.MID_SIZED: Size.MID_SIZED,
    Status.SME: Size.SMALL,
    Status.CANDIDATE: Size.SMALL,
}


def observe(assessment: Assessment) -> Observation | None:
    """Of the framework that the gap is measured with; of others there is nothing to keep."""
    if assessment.family != FAMILY or assessment.score is None or assessment.settled_at is None:
        return None
    if not is_measurable(assessment.framework, assessment.score):
        return None
    day = day_of(assessment.settled_at)
    industry, region = place_of(assessment.organisation, assessment.settled_at)
    return Observation.objects.create(
        assessment=assessment,
        round=assessment.round,
        settled_on=day,
        year=day.year,
        basis=f"{assessment.framework.version}/{assessment.rule}",
        size=size_of(assessment.organisation, assessment.settled_at),
        industry=section_of(industry),
        region=province_of(region),
        uses_data_ai=uses_data_ai(assessment.framework, assessment.answers),
        **score_columns(assessment.score),
    )


def observe_all() -> int:
    """Those that were settled before there was a gap page; how many are new."""
    waiting = Assessment.objects.filter(
        family=FAMILY, state=Assessment.State.SETTLED, observation__isnull=True
    )
    found = waiting.select_related("framework", "organisation").order_by("settled_at", "pk")
    return sum(observe(one) is not None for one in found)


def place_of(organisation: Organisation, at: datetime) -> tuple[str | None, str | None]:
    """Industry and region at that moment; a company without a history is taken as it is."""
    past = organisation.history.filter(history_date__lte=at).order_by("-history_date", "-history_id").first()
    source = organisation if past is None else past
    return source.industry_id, source.region_id


def size_of(organisation: Organisation, at: datetime) -> Size:
    """What a person had confirmed by then, else what the register alone proves; else unknown."""
    family = [pk for pk in (organisation.pk, organisation.merged_into_id) if pk is not None]
    known = LegalStatusCheck.objects.filter(organisation__in=family, on__lte=day_of(at), checked_at__lte=at)
    check = known.order_by("-on", "-checked_at", "-pk").first()
    if check is not None:
        return SIZES.get(Status(check.status), Size.UNKNOWN)
    try:
        facts = facts_of(organisation=organisation, on=day_of(at), assumed=())
        return SIZES.get(Status(legal_status_of(facts, on=day_of(at)).status), Size.UNKNOWN)
    except RefusedError:
        return Size.UNKNOWN


def section_of(code: str | None) -> str:
    """C26 → C: the section that a class lies in."""
    while code is not None:
        row = Industry.objects.filter(pk=code).first()
        if row is None or row.parent_id is None:
            return row.code if row is not None else ""
        code = row.parent_id
    return ""


def province_of(code: str | None) -> str:
    """The province of today that a region lies in."""
    row = Region.objects.filter(pk=code).first() if code else None
    return (row.successor_id or row.code)[:2] if row is not None else ""
