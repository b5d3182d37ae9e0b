"""Changing how many seats there are, without taking one from anybody in silence."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Draw, Enrolment, Quota
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.sessions import require_rooms
from deungdae.apps.academy.services.turns import lock_cohort, require_going_on, step_all
from deungdae.apps.academy.services.waiting import fill_seats
from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.organisations.models import Region
from deungdae.apps.organisations.services.history import Act, save

State = Enrolment.State
QuotaWords = tuple[str, str, int]
"""Kind, key, seats."""


@transaction.atomic
def change_seats(
    *,
    cohort: Cohort,
    capacity: int,
    most_per_company: int | None,
    quotas: Sequence[QuotaWords],
    taken_back: Sequence[Enrolment],
    reason: str,
    actor: User | None,
) -> Cohort:
    """Other limits. Where more seats are held than will be there, `taken_back` says whose go back to the head
    of the waiting list, with the reason that each of them is told; nobody else loses anything."""
    cohort = lock_cohort(cohort)
    require_going_on(cohort)
    require_no_promise(cohort)
    held = Enrolment.objects.filter(cohort=cohort).holding().select_related("trainee").order_by("place")
    holding = {one.pk: one for one in held}
    back = [holding[one.pk] for one in taken_back if one.pk in holding]
    require_enough_back(capacity, holding=len(holding), back=len(back), reason=reason)
    for one in back:
        one.cohort = cohort
    step_all(back, State.WAITING, actor=actor, reason=reason.strip())
    staying = [one for one in holding.values() if one not in back]
    require_within(staying, most_per_company=most_per_company, quotas=quotas)
    cohort.capacity, cohort.most_per_company = capacity, most_per_company
    require_rooms(cohort)
    Quota.objects.filter(cohort=cohort).delete()
    save(cohort, Act(actor, reason))
    Quota.objects.bulk_create(
        Quota(cohort=cohort, kind=kind, key=key, seats=seats) for kind, key, seats in quotas
    )
    letters.tell(back, letters.TAKEN_BACK, reason=reason.strip())
    fill_seats(cohort, actor=actor)
    return cohort


def require_no_promise(cohort: Cohort) -> None:
    """The limits of a lottery go into its draw: from the opening to the draw they stay as promised."""
    is_promised = cohort.admission == Cohort.Admission.LOTTERY and cohort.opened_at is not None
    if is_promised and not Draw.objects.filter(cohort=cohort).exists():
        message = _("추첨하는 기수의 정원과 한도는 모집을 연 뒤부터 추첨할 때까지 바꿀 수 없습니다.")
        raise RefusedError("promised", message)


def require_enough_back(capacity: int, *, holding: int, back: int, reason: str) -> None:
    """Exactly those who do not fit any more go back, and they are told why."""
    over = max(holding - capacity, 0)
    if back != over:
        template = _(
            "정원 {capacity}명보다 자리를 가진 사람이 {over}명 많습니다. 대기로 돌릴 사람을 꼭 {over}명 골라"
            " 주십시오(지금 {back}명)."
        )
        if not over:
            template = _("정원이 모자라지 않아 아무도 대기로 돌리지 않습니다. 고른 사람을 지워 주십시오.")
        raise refused("taken_back", template, capacity=capacity, over=over, back=back)
    if over and not reason.strip():
        raise RefusedError("reason", _("자리를 잃는 사람에게 알릴 까닭을 적어 주십시오."))


def require_within(
    staying: Sequence[Enrolment], *, most_per_company: int | None, quotas: Sequence[QuotaWords]
) -> None:
    """Whoever keeps a seat also fits the other limits."""
    of_company: dict[int, int] = {}
    for one in staying:
        if one.organisation_id is not None:
            of_company[one.organisation_id] = of_company.get(one.organisation_id, 0) + 1
    largest = max(of_company.values(), default=0)
    if most_per_company is not None and largest > most_per_company:
        template = _("한 기업이 이미 {held}자리를 가지고 있어 기업당 인원을 {most}명으로 줄일 수 없습니다.")
        raise refused("company", template, held=largest, most=most_per_company)
    for kind, key, seats in quotas:
        held = sum(1 for one in staying if getattr(one, kind) == key)
        if held > seats:
            named = Region.objects.filter(code=key).first() if kind == Quota.Kind.REGION else None
            template = _("배정 한도 ‘{key}’ {seats}명보다 많은 {held}명이 이미 자리를 가지고 있습니다.")
            raise refused("quota", template, key=str(named or key), seats=seats, held=held)
