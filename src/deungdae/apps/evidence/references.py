"""What a confirmed reference leaves in the cases of the supplier and of the customer."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.core.ids import from_short, short
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence, record_evidence
from deungdae.apps.organisations.models import Organisation, Solution, SolutionReference
from deungdae.apps.organisations.reference_hooks import Entry

ID = {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"}
TEXT = {"type": "string", "minLength": 1}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["reference", "solution", "title", "supplier", "customer", "work", "result", "by"],
    "properties": {
        "reference": ID,
        "solution": ID,
        "title": TEXT,
        "supplier": TEXT,
        "customer": TEXT,
        "work": TEXT,
        "result": {"type": "string"},
        "by": {"enum": [side.value for side in SolutionReference.Side]},
    },
}


def facts_of_reference(payload: Payload) -> Facts:
    """What a confirmed reference tells, line by line."""
    return (
        (_("공급기업"), str(payload["supplier"])),
        (_("솔루션"), str(payload["title"])),
        (_("고객"), str(payload["customer"])),
        (_("한 일"), str(payload["work"])),
        (_("결과"), str(payload["result"])),
        (_("확인한 쪽"), str(SolutionReference.Side(str(payload["by"])).label)),
    )


def page_of_reference(entry: EvidenceEntry, user: User) -> str:
    """The solution for those who see it, the reference alone for the customer's people."""
    key = from_short(str(entry.payload["reference"]))
    reference = SolutionReference.objects.select_related("solution").filter(public_id=key).first()
    if reference is None:
        return ""
    if Solution.objects.visible_to(user).filter(pk=reference.solution_id).exists():
        return reverse("solutions:detail", args=[reference.solution.public_id]) + "#references"
    if SolutionReference.objects.decided_by(user).filter(pk=reference.pk).exists():
        return reverse("solutions:reference", args=[reference.public_id])
    return ""


def a_kind(name: str, *, label: Promise, words: Promise) -> str:
    return register_kind(
        Kind(
            name=name,
            label=label,
            words=words,
            schema=SCHEMA,
            group=Group.EXECUTION,
            facts=facts_of_reference,
            address=page_of_reference,
        )
    )


SUPPLIED = a_kind(
    "organisations.solution_supplied",
    label=gettext_lazy("구축 사례 확인"),
    words=gettext_lazy("{customer}에 ‘{title}’(을/를) 구축한 것이 확인되었습니다: {work}"),
)
INTRODUCED = a_kind(
    "organisations.solution_introduced",
    label=gettext_lazy("솔루션 도입 확인"),
    words=gettext_lazy("{supplier}의 ‘{title}’(을/를) 도입한 것이 확인되었습니다: {work}"),
)


def source_of(reference: SolutionReference) -> str:
    """Each confirmation is a source of its own, so that it can be confirmed again after it was taken back."""
    assert reference.confirmation is not None  # noqa: S101  # nosec - the database holds it of confirmed ones
    return f"organisations.reference:{short(reference.confirmation)}"


def record_confirmation(reference: SolutionReference) -> None:
    """An entry in the supplier's case and, where the customer is linked, in the customer's; both dated in the
    month in which the work was finished.
    """
    solution = reference.solution
    payload = {
        "reference": reference.short_id,
        "solution": solution.short_id,
        "title": solution.title,
        "supplier": solution.organisation.name,
        "customer": reference.customer,
        "work": reference.work,
        "result": reference.result,
        "by": str(reference.decided_as),
    }
    cases = [(SUPPLIED, solution.organisation), (INTRODUCED, reference.company)]
    for kind, organisation in cases:
        if organisation is not None:
            record_evidence(
                organisation=standing(organisation),
                kind=kind,
                happened_on=reference.month,
                actor=reference.decided_by,
                source=source_of(reference),
                payload=payload,
            )


def standing(organisation: Organisation) -> Organisation:
    return organisation.merged_into or organisation


def take_back_confirmation(reference: SolutionReference, reason: str, actor: User | None) -> None:
    """Both entries are countered, except one that somebody of the centre has countered already."""
    written = EvidenceEntry.objects.filter(source=source_of(reference), kind__in=(SUPPLIED, INTRODUCED))
    for entry in written.standing().select_related("organisation", "person").order_by("pk"):
        correct_evidence(entry=entry, reason=reason, actor=actor)


def entries_about(references: Sequence[SolutionReference], user: Viewer) -> Mapping[int, Sequence[Entry]]:
    """The entries of the confirmations in force, in the cases that this person reads."""
    by_source = {source_of(one): one.pk for one in references if one.confirmation is not None}
    if not by_source:
        return {}
    seen = EvidenceEntry.objects.visible_to(user).filter(source__in=by_source)
    found: dict[int, list[Entry]] = {}
    for entry in seen.select_related("organisation__merged_into").order_by("pk"):
        case = standing(entry.organisation)
        url = reverse("evidence:entry", args=[case.public_id, entry.public_id])
        found.setdefault(by_source[entry.source], []).append(Entry(case.name, url))
    return found
