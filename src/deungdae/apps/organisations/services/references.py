"""Writing references: the supplier's lines, their customers in the register, and who vouches for them."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import DECISION_MADE
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.core.outbox.services import post_message
from deungdae.apps.organisations.acts import ORGANISATION
from deungdae.apps.organisations.models import Membership, Organisation, Solution, SolutionReference
from deungdae.apps.organisations.reference_hooks import ON_CONFIRMATION, ON_TAKING_BACK

State, Side = SolutionReference.State, SolutionReference.Side
STEPS: Mapping[str, tuple[str, ...]] = {
    State.CLAIMED: (State.CONFIRMED, State.DISPUTED),
    State.CONFIRMED: (State.CLAIMED, State.DISPUTED),
    State.DISPUTED: (State.CONFIRMED, State.CLAIMED),
}
"""From each state, where a word about it leads; to be claimed again is to take the word back."""


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    month: date
    customer: str
    work: str
    result: str = ""


FIELDS = ("month", "customer", "work", "result")


def lock_solution(pk: int, *, company: Organisation | None = None) -> Solution:
    """The solution, held still. Its company, its customers and `company` come first, as in a merge."""
    linked = SolutionReference.objects.filter(solution=pk, company__isnull=False).values("company")
    concerned = Q(pk__in=Solution.objects.filter(pk=pk).values("organisation")) | Q(pk__in=linked)
    concerned |= Q(pk=company.pk if company is not None else None)
    list(Organisation.objects.select_for_update(no_key=True).filter(concerned).order_by("pk"))
    return Solution.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=pk)


def held(reference: SolutionReference, *, company: Organisation | None = None) -> SolutionReference:
    """The reference as it is once nobody else writes to it."""
    solution = lock_solution(reference.solution_id, company=company)
    found = SolutionReference.objects.select_for_update(of=("self",)).select_related("company")
    locked = found.filter(pk=reference.pk).first()
    if locked is None:
        raise RefusedError(
            "reference_gone", _("그 사이에 지워진 구축 사례입니다. 솔루션 화면에서 확인해 주십시오.")
        )
    locked.solution = solution
    return locked


def write_references(*, solution: Solution, lines: Sequence[ReferenceLine], actor: Person | None) -> None:
    """The lines of a locked solution from now on. One that stays as it was keeps its state; a changed one is
    the supplier's claim again.
    """
    known = list(solution.references.select_related("company"))
    new = []
    for line in lines:
        same = next((one for one in known if line_of(one) == line), None)
        if same is None:
            new.append(line)
        else:
            known.remove(same)
    for line in new:
        former = next((one for one in known if one.customer == line.customer), None)
        if former is None:
            SolutionReference.objects.create(solution=solution, **values_of(line))
            continue
        known.remove(former)
        claim_again(former, actor=actor)
        for name, value in values_of(line).items():
            setattr(former, name, value)
        former.save()
    for one in known:
        claim_again(one, actor=actor)
        one.delete()


def line_of(reference: SolutionReference) -> ReferenceLine:
    return ReferenceLine(reference.month, reference.customer, reference.work, reference.result)


def values_of(line: ReferenceLine) -> dict[str, object]:
    return dict(zip(FIELDS, astuple(line), strict=True))


def claim_again(reference: SolutionReference, *, actor: Person | None) -> None:
    """What was said about a line does not hold for another one."""
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("구축 사례의 내용이나 고객이 바뀌어 확인이 풀렸습니다.")
    say_nothing(reference, reason=reason, actor=actor if isinstance(actor, User) else None)


@transaction.atomic
def link_customer(
    *, reference: SolutionReference, company: Organisation | None, actor: User
) -> SolutionReference:
    """Say which company of the register the customer is (None: none); it is asked for its word then."""
    locked = held(reference, company=company)
    chosen = standing(company)
    if chosen is not None and chosen.pk == locked.solution.organisation_id:
        raise RefusedError(
            "reference_own", _("공급기업 자신은 고객이 될 수 없습니다. 다른 기업을 골라 주십시오.")
        )
    if chosen == locked.company:
        return locked
    claim_again(locked, actor=actor)
    locked.company = chosen
    locked.save()
    touch(locked.solution)
    note_word(locked, act="link", reason="", actor=actor)
    return locked


def standing(company: Organisation | None) -> Organisation | None:
    """Who stands for the company, which was merged meanwhile perhaps."""
    if company is None:
        return None
    now = Organisation.objects.select_related("merged_into").get(pk=company.pk)
    return now.merged_into or now


@transaction.atomic
def decide_reference(
    *, reference: SolutionReference, target: str, note: str, side: str, actor: User
) -> SolutionReference:
    """Somebody of the customer, or of the centre's staff, says that it is true, or not, or takes a word back.

    A confirmation stands in the cases of both; its end is written there too.
    """
    locked = held(reference)
    note = note.strip()
    refuse_step(locked, target)
    refuse_person(locked, side=side, actor=actor)
    refuse_silence(target, note=note, side=side)
    say_nothing(locked, reason=note, actor=actor)
    if target != State.CLAIMED:
        locked.state, locked.note, locked.decided_as = target, note, side
        locked.decided_by, locked.decided_at = actor, clock.now()
        locked.confirmation = new_public_id() if target == State.CONFIRMED else None
    locked.save()
    touch(locked.solution)
    if target == State.CONFIRMED:
        for told in ON_CONFIRMATION:
            told(locked)
    if target == State.DISPUTED:
        post_dispute(locked)
    note_word(locked, act=target, reason=note, actor=actor)
    return locked


def post_dispute(reference: SolutionReference) -> None:
    """The people of the supplier learn what is said of their line; who said it is not told."""
    supplier = reference.solution.organisation
    people = Membership.objects.current().filter(organisation=supplier, user__is_active=True)
    with translation.override(settings.LANGUAGE_CODE):
        for user in (one.user for one in people.select_related("user")):
            post_message(
                recipient=user.email,
                occasion=f"reference_disputed:{reference.short_id}:{reference.decided_at:%Y%m%d%H%M%S%f}",
                template="organisations/mail/reference_disputed",
                context={"user": user, "reference": reference},
                about=reference.short_id,
            )


def refuse_step(reference: SolutionReference, target: str) -> None:
    if target not in STEPS[reference.state]:
        template = _("이미 ‘{state}’ 상태인 구축 사례입니다. 화면을 새로 고쳐 확인해 주십시오.")
        raise refused("reference_step", template, state=str(reference.get_state_display()))


def refuse_person(reference: SolutionReference, *, side: str, actor: User) -> None:
    """Nobody confirms what the own company says; a customer's word is given by those who act for it today."""
    current = Membership.objects.current().filter(user=actor)
    if reference.is_own or current.filter(organisation=reference.solution.organisation_id).exists():
        raise RefusedError(
            "reference_own_word",
            _("공급기업의 담당자는 스스로 확인할 수 없습니다. 고객이나 센터에 맡겨 주십시오."),
        )
    if side == Side.CUSTOMER and not current.filter(organisation=reference.company_id).exists():
        raise RefusedError(
            "reference_not_customer",
            _("지금은 이 고객 기업의 담당자가 아닙니다. 그 기업의 담당자에게 맡겨 주십시오."),
        )


def refuse_silence(target: str, *, note: str, side: str) -> None:
    """Whoever was not there says how it is known; whoever says no says why."""
    if note:
        return
    if side == Side.CENTRE:
        raise RefusedError(
            "reference_note", _("어떻게 알게 되었는지 적어 주십시오. 공급기업과 고객이 읽습니다.")
        )
    if target != State.CONFIRMED:
        raise RefusedError("reference_note", _("까닭을 적어 주십시오. 공급기업과 센터가 읽습니다."))


def say_nothing(reference: SolutionReference, *, reason: str, actor: User | None) -> None:
    """Back to what the supplier says, also in the cases; saved at once, as a confirmed line cannot change."""
    was_confirmed = reference.state == State.CONFIRMED
    if was_confirmed:
        for told in ON_TAKING_BACK:
            told(reference, reason, actor)
    reference.state, reference.note, reference.decided_as = State.CLAIMED, "", ""
    reference.decided_by = reference.decided_at = reference.confirmation = None
    if was_confirmed:
        reference.save()


def touch(solution: Solution) -> None:
    """A word about a reference changes its solution: a list that came before is not taken back over it."""
    solution.save(update_fields=["updated_at"])


def note_word(reference: SolutionReference, *, act: str, reason: str, actor: User) -> None:
    """What the audit log says; last in the transaction."""
    record_audit(
        act=DECISION_MADE,
        caller=caller_by(actor),
        subject=Subject(ORGANISATION, reference.solution.organisation.short_id),
        target=f"reference_{act}:{reference.short_id}",
        reason=reason,
    )
