"""Recording what others published, and that a company was chosen."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import record_evidence
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.programme.kinds import DISTINGUISHED, Axis, DistinctionName
from deungdae.apps.programme.models import ImportedFigure, Indicator


@transaction.atomic
def record_figure(
    *,
    indicator: Indicator,
    on: date,
    value: int,
    source: str,
    part: str = "",
    mark: str = "R",
    actor: User | None,
) -> ImportedFigure:
    """The next vintage of what is said about a day; a figure that says the same again is refused."""
    if not source.strip():
        raise RefusedError("source", _("출처를 적어 주십시오. 출처 없는 수는 두지 않습니다."))
    if value < 0:
        raise RefusedError("value", _("0보다 작은 값은 두지 않습니다. 값을 확인해 주십시오."))
    Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    known = indicator.imported.filter(on=on, part=part)
    last = known.order_by("-vintage").first()
    if last is not None and (last.value, last.source) == (value, source.strip()):
        words = _("{on}의 같은 값과 출처가 이미 있습니다. 고친 값이면 값이나 출처를 바꿔 적어 주십시오.")
        raise refused("figure_twice", words, on=on.isoformat())
    return ImportedFigure.objects.create(
        indicator=indicator,
        on=on,
        part=part,
        value=value,
        source=source.strip(),
        vintage=(known.aggregate(last=Max("vintage"))["last"] or 0) + 1,
        mark=mark,
        recorded_at=clock.now(),
        recorded_by=actor,
    )


@transaction.atomic
def record_distinction(
    *,
    organisation: Organisation,
    distinction: str,
    axis: str,
    on: date,
    by: str,
    proof: str,
    actor: User | None,
) -> EvidenceEntry:
    """An entry in the company's case: it was chosen. Of each distinction a company has one that stands; two
    people who record it at once write the same source, which the case holds once."""
    name = DistinctionName(distinction)
    if (name == DistinctionName.EXCELLENT) and axis:
        raise RefusedError("axis", _("축은 등대 중견기업에만 적습니다. 축을 비우거나 선정을 바꿔 주십시오."))
    if on > clock.today():
        words = _("{on}(은/는) 아직 오지 않았습니다. 선정한 날을 확인해 주십시오.")
        raise refused("future", words, on=on.isoformat())
    told = EvidenceEntry.objects.filter(
        organisation__in=organisation.family, kind=DISTINGUISHED, payload__distinction=distinction
    )
    if told.standing().exists():
        words = _("{name}(은/는) 이미 ‘{title}’입니다. 기업 카드의 기록을 확인해 주십시오.")
        raise refused("distinguished", words, name=organisation.name, title=str(name.label))
    return record_evidence(
        organisation=organisation,
        kind=DISTINGUISHED,
        happened_on=on,
        actor=actor,
        source=f"programme.distinction:{distinction}:{told.count() + 1}",
        payload={
            "distinction": distinction,
            "title": KOREAN[name],
            "axis": Axis(axis).value,
            "by": by.strip(),
            "proof": proof.strip(),
        },
    )


KOREAN = {
    DistinctionName.EXCELLENT: "디지털 전환 우수 중견기업",
    DistinctionName.LIGHTHOUSE: "등대 중견기업",
}
"""What a case calls it: evidence is written in one language."""
