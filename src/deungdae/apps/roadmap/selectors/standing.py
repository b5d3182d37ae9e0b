"""How the steps of a company stand: what it decided last, and what its case shows to be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

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
    is_measured: bool = False
    """The company had it before the day whose levels count: what it brought is in them, and what needs it may
    begin; without a decision it may be had again."""

    @property
    def is_done(self) -> bool:
        return self.act == Act.DONE


def standings(
    organisation: Organisation, *, since: date, offerings: Sequence[Offering] | None = None
) -> dict[int, Standing]:
    """By the key of the offering. What the case shows is done, whatever was decided; `since`: the day whose
    levels count, what was over before it is measured already. `offerings`: with their courses and forums,
    where nobody asks for others."""
    found: dict[int, Standing] = {}
    for one in acts_of(organisation):
        before = found.get(one.offering_id, Standing())
        found[one.offering_id] = replace(stood(one, before, since), number=max(one.number, before.number))
    for offering, entry in shown_done(organisation, keys_of(offerings)).items():
        before = found.get(offering, Standing())
        is_measured = entry.happened_on < since
        if is_measured and not before.act:
            found[offering] = replace(before, is_measured=True)
            continue
        shown = Standing(Act.DONE, None, entry, before.number, is_shown=True, is_measured=is_measured)
        found[offering] = shown
    return found


def stood(one: StepAct, before: Standing, since: date) -> Standing:
    """After one act more. Done by what was corrected since is not done."""
    if one.act == Act.RECONSIDER:
        return Standing()
    if one.act != Act.DONE:
        return Standing(one.act, one.month, None, 0, one.reason)
    if one.evidence is None or one.evidence.counter is not None:
        return before
    return Standing(Act.DONE, None, one.evidence, is_measured=one.evidence.happened_on < since)


def acts_of(organisation: Organisation) -> Iterable[StepAct]:
    acts = StepAct.objects.filter(organisation__in=organisation.family).order_by("at", "number")
    return acts.select_related("evidence", "evidence__evidenceentry")


def keys_of(offerings: Sequence[Offering] | None) -> dict[str, int]:
    """By what a case calls it (short id of the offering, its course or its forum): the offering's key."""
    if offerings is None:
        courses = dict(Offering.objects.exclude(course=None).values_list("course__public_id", "pk"))
        forums = dict(Offering.objects.exclude(forum=None).values_list("forum__public_id", "pk"))
        others = dict(Offering.objects.values_list("public_id", "pk"))
    else:
        courses = {one.course.public_id: one.pk for one in offerings if one.course is not None}
        forums = {one.forum.public_id: one.pk for one in offerings if one.forum is not None}
        others = {one.public_id: one.pk for one in offerings}
    return {short(one): pk for one, pk in (courses | forums | others).items()}


def shown_done(organisation: Organisation, by_short: Mapping[str, int]) -> dict[int, EvidenceEntry]:
    """Courses that somebody of the company completed, forums somebody was at, and support that the centre has
    seen; the last time counts."""
    kinds = Q(kind__in=[COMPLETED, CERTIFIED, ATTENDED, SPOKE, SUPPORTED])
    entries = EvidenceEntry.objects.standing().filter(kinds, organisation__in=organisation.family)
    found: dict[int, EvidenceEntry] = {}
    for entry in entries.order_by("happened_on", "pk"):
        about = next((entry.payload[key] for key in ABOUT if key in entry.payload), "")
        if about in by_short:
            found[by_short[about]] = entry
    return found


def survivor(organisation: Organisation) -> Organisation:
    """Itself, or the one that it was merged into: whose case goes on."""
    return organisation.merged_into or organisation


def ready_ones(organisation: Organisation, family: str) -> QuerySet[Roadmap]:
    """The one that the company follows now comes first."""
    mine = Roadmap.objects.filter(organisation__in=organisation.family, family=family)
    return mine.filter(state=Roadmap.State.READY).order_by("-asked_at")


def followed(organisation: Organisation, family: str) -> Roadmap | None:
    """The roadmap that the company follows now."""
    ready = ready_ones(organisation, family)
    return ready.select_related("assessment__framework", "decision", "organisation").first()


def settled_ones(organisation: Organisation, family: str) -> QuerySet[Assessment]:
    """Of the company and of those that were merged into it, the newest first."""
    mine = Assessment.objects.filter(organisation__in=organisation.family, family=family)
    return mine.filter(state=Assessment.State.SETTLED).order_by("-settled_at")


def last_settled(organisation: Organisation, family: str) -> Assessment | None:
    """The newest settled assessment: what levels are measured by."""
    return settled_ones(organisation, family).select_related("framework", "organisation").first()


def evidence_to_show(organisation: Organisation, *, since: date) -> list[EvidenceEntry]:
    """What may show that a step is over: what the company received since that day and that shows none yet."""
    used = {
        one.evidence.pk for one in standings(organisation, since=since).values() if one.evidence is not None
    }
    received = EvidenceEntry.objects.standing().filter(kind__in=received_kinds(), happened_on__gte=since)
    entries = received.filter(organisation__in=organisation.family)
    return [one for one in entries.order_by("-happened_on", "-pk")[:200] if one.pk not in used]
