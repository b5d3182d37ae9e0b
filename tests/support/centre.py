"""A small made-up centre: its staff, three companies with their people, and a matching day of two of them."""

from dataclasses import dataclass
from datetime import date, time

from django.contrib.auth import get_user_model

from deungdae.apps.accounts.services import create_account, grant_role, issue_token
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant
from deungdae.apps.caravan.services.days import create_day, transition_day
from deungdae.apps.caravan.services.participants import add_participant
from deungdae.apps.caravan.services.requests import send_request
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.organisations.models.organisation import PUBLIC_PROFILE
from deungdae.apps.organisations.services.consents import give_consent, load_consent_texts
from tests.support.factors import with_factor

User = get_user_model()
PASSWORD = "등대-시험-2021"


def agrees_to_show_itself(organisation: Organisation, *, actor: User) -> None:
    """The consent without which nobody else sees a company's profile and solutions."""
    load_consent_texts()
    give_consent(holder=organisation, purpose=PUBLIC_PROFILE, actor=actor)


@dataclass(frozen=True)
class Centre:
    """Who and what there is. `stranger` acts for nobody; `outsider` for a company that does not take part."""

    staff: User
    demand: User
    supply: User
    outsider: User
    stranger: User
    day: MatchingDay
    hidden_day: MatchingDay
    demand_participant: Participant
    supply_participant: Participant
    request: MeetingRequest

    def bearer(self, user: User) -> dict[str, str]:
        """The header that calls the API as this person."""
        _token, secret = issue_token(user=with_factor(user), name="시험")
        return {"authorization": f"Bearer {secret}"}


def person(name: str, *, organisation: Organisation | None = None) -> User:
    user = create_account(email=f"{name}@example.com", name=name, password=PASSWORD)
    if organisation is not None:
        Membership.objects.create(
            user=user, organisation=organisation, role=Membership.Role.OWNER, starts_on=clock.today()
        )
    return user


def a_day(*, title: str = "경남 상담일", actor: User | None = None, table_count: int = 3) -> MatchingDay:
    """A draft with ten slots of half an hour around lunch."""
    return create_day(
        title=title,
        date=date(2030, 4, 15),
        place="창원컨벤션센터",
        opens_at=time(10),
        closes_at=time(16),
        slot_minutes=30,
        mode="two_sided",
        fairness=2,
        table_count=table_count,
        pauses=[("점심", time(12), time(13))],
        requests_until=None,
        actor=actor,
    )


def a_participant(day: MatchingDay, organisation: Organisation, side: str, code: str) -> Participant:
    email = f"{code.lower()}@example.com"
    return add_participant(
        day=day,
        organisation=organisation,
        side=side,
        code=code,
        contact_name="김하늘",
        contact_email=email,
        actor=None,
    )


def a_centre() -> Centre:
    """The day's requests are open; one request waits for its answer."""
    names = ("한빛정밀", "다온소프트", "나래기계")
    demand, supply, other = (Organisation.objects.create(name=name) for name in names)
    staff = person("staff")
    grant_role(user=staff, role="centre_staff")
    day = a_day(actor=staff)
    hidden = a_day(title="비공개 상담일", actor=staff)
    first = a_participant(day, demand, "demand", "D-01")
    second = a_participant(day, supply, "supply", "S-01")
    a_participant(hidden, demand, "demand", "D-01")
    transition_day(day=day, target=MatchingDay.State.REQUESTS_OPEN, actor=staff)
    day.refresh_from_db()
    first.refresh_from_db()
    second.refresh_from_db()
    request = send_request(sender=first, receiver=second, rank=1, reason="예지 보전", wish="any", actor=staff)
    return Centre(
        staff=staff,
        demand=person("demand", organisation=demand),
        supply=person("supply", organisation=supply),
        outsider=person("outsider", organisation=other),
        stranger=person("stranger"),
        day=day,
        hidden_day=hidden,
        demand_participant=first,
        supply_participant=second,
        request=request,
    )
