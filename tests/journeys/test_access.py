"""Every page of the matching day: axe finds nothing, and at 1280 and 360 pixels nothing sticks out."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role, issue_token
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, TimetableProposal
from deungdae.apps.caravan.services.participants import add_participant
from deungdae.apps.caravan.services.publication import agenda_token
from deungdae.apps.core import clock
from deungdae.apps.core.models import Job
from deungdae.apps.organisations.models import Organisation
from tests.support.browser import PASSWORD, PHONE, Visit
from tests.support.days import (
    a_day,
    a_filled_day,
    a_participant,
    a_request,
    meeting_between,
    member_of,
    place,
)
from tests.support.factors import with_factor

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
State = MatchingDay.State
DAY_PAGES = [
    "day_detail",
    "day_edit",
    "participants",
    "participant_create",
    "requests",
    "request_create",
    "precedence_create",
    "tables",
    "compute",
    "timetable",
    "meeting_add",
    "changes",
    "messages",
    "outcomes",
    "documents",
]
EMPTY_PAGES = ["day_detail", "participants", "requests", "timetable", "changes", "messages", "documents"]


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


@dataclass(frozen=True)
class Scene:
    """Days in several states, and addresses to look at."""

    planned: MatchingDay
    asking: MatchingDay
    empty: MatchingDay
    clerk: User
    member: User

    def of_day(self, name: str, day: MatchingDay, **ids: object) -> str:
        return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id, **ids})

    def for_staff(self) -> list[str]:
        planned = self.planned
        meeting = meeting_between(planned, "D001", "S001")
        participant = planned.participants.get(code="D001")
        return [
            "/today/",
            "/caravan/",
            "/caravan/new/",
            "/jobs/",
            "/accounts/tokens/",
            *self.of_people(),
            *[self.of_day(name, planned) for name in DAY_PAGES],
            *[self.of_day(name, self.empty) for name in EMPTY_PAGES],
            self.of_day("requests", self.asking),
            self.of_day("timetable", planned) + "?view=participants",
            self.of_day("participants", planned) + "?q=nobody",
            self.of_day("participant_create", planned) + "?q=기업",
            self.of_day("participant_edit", planned, participant_id=participant.public_id),
            self.of_day("meeting", planned, meeting_id=meeting.public_id),
            *[
                self.of_day("proposal", planned, proposal_id=proposal.public_id)
                for proposal in planned.proposals.all()
            ],
            *[reverse("core:job_detail", args=[job.public_id]) for job in Job.objects.all()],
        ]

    def of_people(self) -> list[str]:
        """The pages on which the clerk, who leads the centre here, keeps people."""
        keys = {"organisation_id": self.member.memberships.get().organisation.public_id}
        person = {"person_id": self.member.public_id}
        held = self.clerk.role_grants.get()
        return [
            reverse("people:list"),
            reverse("people:end", kwargs={"person_id": self.clerk.public_id, "role": held.role}),
            reverse("accounts:role_choice"),
            reverse("organisations:detail", kwargs=keys),
            reverse("organisations:people", kwargs=keys),
            reverse("organisations:member_invite", kwargs=keys),
            reverse("organisations:member_end", kwargs={**keys, **person}),
        ]

    def for_members(self) -> list[str]:
        own = {day: day.participants.get(code="D001") for day in (self.planned, self.asking)}
        partner = self.asking.participants.get(code="S002")
        ask = self.of_day("my_request_create", self.asking, participant_id=own[self.asking].public_id)
        return [
            "/today/",
            "/caravan/",
            reverse("organisations:detail", args=[own[self.planned].organisation.public_id]),
            *[self.of_day("my_day", day, participant_id=own[day].public_id) for day in own],
            ask,
            f"{ask}?partner={partner.short_id}",
        ]

    def for_everybody(self) -> list[str]:
        participant = self.planned.participants.select_related("day").get(code="D001")
        return ["/", "/accounts/login/", reverse("caravan:agenda_by_link", args=[agenda_token(participant)])]


@pytest.fixture
def scene() -> Scene:
    planned = a_filled_day(demands=2, supplies=2, state=State.TIMETABLE)
    place(meeting_between(planned, "D001", "S001"), 1, 1)
    place(meeting_between(planned, "D001", "S002"), 3, 2)
    moved = {meeting_between(planned, "D001", "S001").short_id: [2, 1]}
    for state in (TimetableProposal.State.INFEASIBLE, TimetableProposal.State.PROPOSED):
        TimetableProposal.objects.create(
            day=planned,
            state=state,
            placements=moved,
            base_revision=planned.timetable_revision,
            summary={"sentences": ["대기 공백이 하나도 없습니다."], "breaks": 0},
        )
    MatchingDay.objects.filter(pk=planned.pk).update(state=State.PUBLISHED, timetable_revision=2)
    planned.refresh_from_db()
    own = planned.participants.select_related("organisation").get(code="D001").organisation
    asking = asking_day(own)
    clerk = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=clerk, role=RoleGrant.Role.CENTRE_LEAD)
    issue_token(user=with_factor(clerk), name="사내 일정 연동")
    for state in ("failed", "done", "cancelled"):
        Job.objects.create(
            name="x",
            title=f"작업 {state}",
            state=state,
            message="까닭을 적습니다.",
            idempotency_key=state,
            run_after=clock.now(),
            started_at=clock.now(),
            finished_at=clock.now(),
        )
    a_running_job()
    return Scene(planned, asking, a_day(), clerk, with_password(member_of(own)))


def a_running_job() -> None:
    """In the hands of a worker that still has an hour."""
    Job.objects.create(
        name="caravan.compute_timetable",
        title="시간표 계산",
        state="running",
        percent=40,
        step="대기 공백을 줄이고 있습니다.",
        details={"placed": 2, "total": 4, "breaks": 1, "bound": 0},
        idempotency_key="running",
        run_after=clock.now(),
        started_at=clock.now(),
        lease_until=clock.now() + timedelta(hours=1),
    )


def asking_day(own: Organisation) -> MatchingDay:
    day = a_day(title="찾아가는 디지털 카라반 창원")
    mine = add_participant(day=day, organisation=own, side="demand", actor=None)
    other = a_participant(day, "다온소프트", "supply")
    a_participant(day, "미래데이터랩", "supply")
    a_request(other, mine, accepted=False, reason="비전 검사를 보여 드리고 싶습니다.")
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    MeetingRequest.objects.filter(day=day).update(expires_on=clock.today())
    day.refresh_from_db()
    return day


def test_every_page_of_staff_can_be_read_by_everybody(visit: Visit, scene: Scene) -> None:
    with visit() as visitor:
        visitor.sign_in(scene.clerk)
        for path in scene.for_staff():
            assert visitor.open(path) == 200, path
            visitor.is_accessible()


def test_every_page_of_a_participant_can_be_read_by_everybody(visit: Visit, scene: Scene) -> None:
    with visit(size=PHONE) as visitor:
        for path in scene.for_everybody():
            assert visitor.open(path) == 200, path
            visitor.is_accessible()
        visitor.sign_in(scene.member)
        for path in scene.for_members():
            assert visitor.open(path) == 200, path
            visitor.is_accessible()


def test_a_refused_act_and_a_wrong_form_can_be_read_by_everybody(visit: Visit, scene: Scene) -> None:
    meeting = meeting_between(scene.planned, "D001", "S001")
    with visit(size=PHONE) as visitor:
        visitor.sign_in(scene.clerk)
        visitor.open("/caravan/new/")
        visitor.press("저장")
        visitor.reads("입력한 내용을 확인해 주십시오")
        visitor.is_accessible()
        visitor.open(scene.of_day("meeting", scene.planned, meeting_id=meeting.public_id))
        visitor.page.get_by_label("상담 번호").fill("없는 번호")
        visitor.press("맞바꾸기")
        visitor.reads("처리하지 않았습니다")
        visitor.is_accessible()
