"""How the steps of a company stand: what it decided last, and what its case shows to be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from deungdae.apps.academy.kinds import CERTIFIED, COMPLETED
from deungdae.apps.core.ids import short
from deungdae.apps.diagnosis.kinds import received_kinds
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.forum.kinds import ATTENDED, SPOKE
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.kinds import SUPPORTED
from deungdae.apps.roadmap.models import Offering, Roadmap, StepAct

Act = StepAct.Act
ABOUT = ("offering", "course", "forum")
"""Where an entry says what it is about."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`act`: "" nothing decided, else as in StepAct.Act, done also where the case itself shows it. `number`:
    the highest that was given, also by a company that was merged into this one."""

    act: str = ""
    month: date | None = None
    evidence: EvidenceEntry | None = None
    number: int = 0
    reason: str = ""
    is_shown: bool = False
    """Done because the case says so by itself, not by a decision."""

    @property
    def is_done(self) -> bool:
        return self.act == Act.DONE


def standings(organisation: Organisation, *, since: date) -> dict[int, Standing]:
    """By the key of the offering. What the case shows since a day is done, whatever was decided before."""
    found: dict[int, Standing] = {}
    for one in acts_of(organisation):
        act = "" if one.act == Act.RECONSIDER else one.act
        evidence = one.evidence if one.evidence is not None and one.evidence.counter is None else None
        if act == Act.DONE and evidence is None:
            act = ""
        before = found[one.offering_id].number if one.offering_id in found else 0
        number = max(one.number, before)
        found[one.offering_id] = Standing(act, one.month, evidence, number, one.reason)
    for offering, entry in shown_done(organisation, since=since).items():
        number = found[offering].number if offering in found else 0
        found[offering] = Standing(Act.DONE, None, entry, number, is_shown=True)
    return found


def acts_of(organisation: Organisation) -> Iterable[StepAct]:
    acts = StepAct.objects.filter(organisation__in=organisation.family).order_by("at", "number")
    return acts.select_related("evidence", "evidence__evidenceentry")


def shown_done(organisation: Organisation, *, since: date) -> dict[int, EvidenceEntry]:
    """Courses that somebody of the company completed, forums somebody was at, and support that the centre has
    seen, since that day."""
    courses = dict(Offering.objects.exclude(course=None).values_list("course__public_id", "pk"))
    forums = dict(Offering.objects.exclude(forum=None).values_list("forum__public_id", "pk"))
    others = dict(Offering.objects.values_list("public_id", "pk"))
    by_short = {short(one): pk for one, pk in (courses | forums | others).items()}
    kinds = Q(kind__in=[COMPLETED, CERTIFIED, ATTENDED, SPOKE, SUPPORTED])
    entries = EvidenceEntry.objects.standing().filter(
        kinds, organisation__in=organisation.family, happened_on__gte=since
    )
    found: dict[int, EvidenceEntry] = {}
    for entry in entries.order_by("-happened_on", "-pk"):
        about = next((entry.payload[key] for key in ABOUT if key in entry.payload), "")
        if about in by_short:
            found[by_short[about]] = entry
    return found


def survivor(organisation: Organisation) -> Organisation:
    """Itself, or the one that it was merged into: whose case goes on."""
    return organisation.merged_into or organisation


def followed(organisation: Organisation, family: str) -> Roadmap | None:
    """The roadmap that the company follows now."""
    ready = Roadmap.objects.filter(
        organisation__in=organisation.family, family=family, state=Roadmap.State.READY
    )
    return (
        ready.select_related("assessment__framework", "decision", "organisation")
        .order_by("-asked_at")
        .first()
    )


def last_settled(organisation: Organisation, family: str) -> Assessment | None:
    """The newest settled assessment: what levels are measured by."""
    settled = Assessment.objects.filter(
        organisation__in=organisation.family, family=family, state=Assessment.State.SETTLED
    )
    return settled.select_related("framework", "organisation").order_by("-settled_at").first()


def evidence_to_show(organisation: Organisation, *, since: date) -> list[EvidenceEntry]:
    """What may show that a step is over: what the company received since that day and that shows none yet."""
    used = {
        one.evidence.pk for one in standings(organisation, since=since).values() if one.evidence is not None
    }
    received = EvidenceEntry.objects.standing().filter(kind__in=received_kinds(), happened_on__gte=since)
    entries = received.filter(organisation__in=organisation.family)
    return [one for one in entries.order_by("-happened_on", "-pk")[:200] if one.pk not in used]
