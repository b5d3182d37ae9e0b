"""Five people, two published days and one of everything that has an address."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from deungdae.apps.academy.codes import door_token, screen_token
from deungdae.apps.academy.links import enrolment_token, visit_address
from deungdae.apps.academy.models import (
    Assignment,
    Certificate,
    Cohort,
    Course,
    CourseLink,
    CourseSite,
    Enrolment,
    Exam,
    LearningStatement,
    Session,
    SigningKey,
)
from deungdae.apps.academy.services.certificates import issue_certificate
from deungdae.apps.academy.services.circle import introduce
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.courses import CourseFacts, create_course
from deungdae.apps.academy.services.draws import hold_draw
from deungdae.apps.academy.services.enrolments import accept_offer, enrol_self
from deungdae.apps.academy.services.invitations import Invitee, choose_people
from deungdae.apps.academy.services.joining import join_trainees
from deungdae.apps.academy.services.materials import add_material
from deungdae.apps.academy.services.past import PastLine, record_past
from deungdae.apps.academy.services.peer_groups import GroupRules
from deungdae.apps.academy.services.sitting import start_attempt
from deungdae.apps.academy.services.submissions import hand_in_work
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.academy.services.visits import VisitFacts, plan_visit
from deungdae.apps.academy.services.year_plans import CourseWish, ask_year_plan
from deungdae.apps.accounts.factors import key_id
from deungdae.apps.accounts.models import ApiToken
from deungdae.apps.accounts.services import issue_token
from deungdae.apps.accounts.social.connections import connection_id
from deungdae.apps.calendar.links import feed_token
from deungdae.apps.calendar.services.resources import close_days
from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.caravan.models import (
    DayPaper,
    FollowUp,
    MatchingDay,
    Meeting,
    MeetingRequest,
    Participant,
    Precedence,
    Replan,
    Slot,
    Table,
    TimetableProposal,
)
from deungdae.apps.caravan.services.publication import agenda_token
from deungdae.apps.core import clock
from deungdae.apps.core.audit.caller import HOUSE
from deungdae.apps.core.audit.services import record_audits
from deungdae.apps.core.files import keep_file
from deungdae.apps.core.ids import from_short, new_public_id, short
from deungdae.apps.core.models import (
    Decision,
    ImportRun,
    Job,
    OutboxMessage,
    PersonalExport,
    StoredFile,
    WorkerBeat,
)
from deungdae.apps.evidence.services import record_evidence
from deungdae.apps.organisations.models import (
    Branch,
    Consent,
    Contact,
    MemberInvitation,
    Organisation,
    OrganisationName,
    Solution,
    SolutionReference,
    YearlyFigure,
)
from deungdae.apps.organisations.services.claims import claim
from deungdae.apps.organisations.services.consents import give_consent, load_consent_texts
from deungdae.apps.organisations.services.figures import Statement, record_figures
from deungdae.apps.organisations.services.invitations import digest_of, invite_member
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.ownership import Owner, join_group, record_share
from deungdae.apps.policy.models import Ministry
from deungdae.apps.policy.services.meetings import plan_meeting, record_order
from deungdae.apps.policy.services.reports import act_on_report, save_report
from deungdae.apps.privacy.data_requests import ask
from deungdae.apps.privacy.holds import place_hold
from deungdae.apps.privacy.models import DestructionRun
from tests.support.academy import a_draft, an_open_cohort, enrolled, sessions_of
from tests.support.audit import a_look
from tests.support.centre import a_centre, a_day, a_participant
from tests.support.chiefs import an_invited_draft, grouped
from tests.support.connections import connections_of
from tests.support.diagnosis import a_proof, an_assessment
from tests.support.factors import with_factor
from tests.support.forum_world import a_forum_world
from tests.support.learning import an_assignment, an_exam
from tests.support.notices import a_notice_world
from tests.support.policy import a_policy_world, a_text
from tests.support.programme import an_indicator
from tests.support.reports import a_colleague, a_letter, a_template
from tests.support.roadmap import a_computed
from tests.support.rooms import a_booking, a_trainer

User = get_user_model()
ROLES = ("anonymous", "stranger", "outsider", "member", "staff")
Ids = dict[str, str]
"""Parameter name → what stands in the address."""


@dataclass(frozen=True)
class DayIds:
    """What can be named on one day; `others`: the same day's records in which the member has no part."""

    own: Ids
    others: Ids


@dataclass(frozen=True)
class World:
    """By role: `users` (None: nobody), `sessions` (cookies of pages), `bearers` (headers of the API)."""

    users: dict[str, User | None]
    sessions: dict[str, SimpleCookie]
    bearers: dict[str, dict[str, str]]
    day: DayIds
    other_day: DayIds
    jobs: dict[str, str]
    foreign_job: str
    tokens: dict[str, str]
    foreign_token: str
    organisation: str
    person: str
    """Who acts for the organisation."""
    solution: str
    """A draft of the member's organisation."""
    foreign_solution: str
    references: tuple[str, str]
    """A reference of each of the two solutions."""
    asked: tuple[str, str]
    """A reference in which the member's organisation is the customer, and one in which it is not."""
    foreign_organisation: str
    figures: tuple[str, str]
    """A yearly figure of the organisation, and one of the foreign organisation."""
    shares: tuple[str, str]
    groups: tuple[str, str]
    """Likewise a share of each, and each one's place in a business group."""
    free_organisation: str
    merge: str
    """One that can be undone."""
    entry: str
    foreign_entry: str
    """Of the case of another organisation."""
    parts: Ids
    """A name, a contact and a branch of the own organisation."""
    foreign_parts: Ids
    foreign_passkey: str
    foreign_connection: str
    claim: str
    invitation: str
    foreign_invitation: str
    secret: str
    """What the link of the invitation carries."""
    destruction: str
    hold: str
    data_request: str
    consent: str
    """Of the member's company, on paper."""
    foreign_consent: str
    import_run: str
    audit_entry: str
    export: str
    foreign_export: str
    links: tuple[str, str]
    """A link that opens, and one that is forged."""
    calendar: Ids
    """A trainer who is the member, with a booking and a closed day; and the link of the calendar."""
    foreign_calendar: Ids
    forum: Ids
    """A forum with its published programme, the member's talk, review and seat, with their links."""
    foreign_forum: Ids
    """A forum that is a draft, and somebody else's talk, review and seat in the open one."""
    notices: Ids
    """A notice on the board with a file, and the links of a subscriber."""
    foreign_notices: Ids
    """A draft with a file."""
    academy: Ids
    """A course, an open cohort with a session, and the member's seat with its link."""
    foreign_academy: Ids
    """A course and a cohort that are drafts, and somebody else's seat in the open one."""
    policy: Ids
    """A task, a round with a report and its file, a meeting with an order, a ministry: staff's alone."""
    foreign_report_file: str
    """Of another report."""
    diagnosis: Ids
    """A framework, an open assessment of the member's company, a settled one and the roadmap from it."""
    foreign_diagnosis: Ids
    connections: tuple[Ids, Ids]
    """A key, a webhook and a delivery of the member's company, and of another one."""
    reports: tuple[Ids, Ids]
    """The published letter to the member's company, and that to the other one."""
    files: str
    """The folder that uploads were put into."""

    def own(self, role: str) -> Ids:
        """What is the person's own: of a day the member's records, for whoever asks."""
        return {
            **self.day.own,
            "organisation_id": self.organisation,
            "person_id": self.person,
            "other_id": self.free_organisation,
            "merge_id": self.merge,
            "entry_id": self.entry,
            "figure_id": self.figures[0],
            "link_id": self.shares[0],
            "membership_id": self.groups[0],
            **self.parts,
            "solution_id": self.solution,
            "reference_id": self.references[0],
            "asked_id": self.asked[0],
            "run_id": self.destruction,
            "hold_id": self.hold,
            "data_request_id": self.data_request,
            "consent_id": self.consent,
            "purpose": "public_profile",
            "import_id": self.import_run,
            "audit_id": self.audit_entry,
            "export_id": self.export,
            "importer": "organisations",
            "dataset": "specialists",
            "way": "company",
            "job_id": self.jobs[role],
            "token_id": self.tokens[role],
            "key_id": short(new_public_id()),
            "connection_id": short(new_public_id()),
            "session_id": short(new_public_id()),
            "claim_id": self.claim,
            "invitation_id": self.invitation,
            "secret": self.secret,
            "token": self.links[0],
            "role": "centre_staff",
            **self.calendar,
            **self.academy,
            **self.forum,
            **self.notices,
            **self.diagnosis,
            **self.reports[0],
            **self.connections[0],
            **self.policy,
            **ALLAUTH,
        }

    def foreign(self, role: str, name: str, *, within_day: bool) -> list[Ids]:
        """What may stand for a parameter and is not this person's. Staff see every day, not across days."""
        nested = name in ("participant_id", "request_id", "meeting_id", "follow_up_id", *STAFFS)
        if nested and role == "staff" and not within_day:
            return []
        if nested:
            same_day = [] if role == "staff" or name in STAFFS else [{name: self.day.others[name]}]
            return [*same_day, {name: self.other_day.own[name]}]
        single = {
            "token_id": self.foreign_token,
            "entry_id": self.foreign_entry,
            "figure_id": self.figures[1],
            "link_id": self.shares[1],
            "membership_id": self.groups[1],
            "export_id": self.foreign_export,
            "reference_id": self.references[1],
            "report_file_id": self.foreign_report_file,
            **self.foreign_parts,
        }
        single |= {"connection_id": self.foreign_connection}
        single |= {"key_id": self.foreign_passkey, "invitation_id": self.foreign_invitation}
        if role != "staff":
            single |= {
                "claim_id": self.claim,
                "job_id": self.foreign_job,
                "organisation_id": self.foreign_organisation,
            }
            single |= {"solution_id": self.foreign_solution, "asked_id": self.asked[1]}
            single |= {"consent_id": self.foreign_consent}
            single |= {name: self.foreign_calendar[name] for name in CALENDAR} | self.foreign_academy
            single |= self.foreign_forum | self.foreign_diagnosis | self.foreign_notices
            single |= self.reports[1] | self.connections[1]
        if name in single:
            return [{name: single[name]}]
        if name == "day_id" and role != "staff":
            return [self.other_day.own, {"day_id": self.other_day.own["day_id"]}]
        return []

    def body(self, route: str) -> object:
        """What is sent to an operation of the API, so that it comes as far as asking about rights."""
        sides = {"sender": self.day.own["participant_id"], "receiver": self.day.others["participant_id"]}
        return {
            "api:list_days": A_DAY,
            "api:post_transition": {"target": "held"},
            "api:list_participants": {"organisation": self.free_organisation, "side": "supply"},
            "api:list_requests": sides,
            "api:post_answer": {"accept": True},
            "api:post_compute": {},
            "api:post_bookings": {**A_TIME, "resources": [self.calendar["resource_id"]], "purpose": "강의"},
            "api:post_move": A_TIME,
            "api:post_cancel": {"reason": "연기"},
            "api:post_enrolments": {
                "cohort": self.academy["cohort_id"],
                "people": [{"name": "새사람", "email": "new@own.example"}],
            },
        }.get(route)

    def missing(self, name: str) -> Ids:
        known = {
            "token": self.links[1],
            "seat_link": f"{self.academy['seat_link'][:-3]}xyz",
            "host_link": f"{self.academy['host_link'][:-3]}xyz",
            "door_link": f"{self.academy['door_link'][:-3]}xyz",
            **{name: f"{self.forum[name][:-3]}xyz" for name in FORUM_LINKS},
            "feed": f"{self.calendar['feed'][:-3]}xyz",
            "importer": "nothing",
            "dataset": "nothing",
            "way": "nothing",
            "secret": "nothing",
            "key": "x",
            "uidb36": "zz",
        }
        return {name: known.get(name, short(new_public_id()))}


A_DAY = {
    "title": "새 상담일",
    "date": "2030-06-01",
    "place": "벡스코",
    "opens_at": "10:00",
    "closes_at": "16:00",
    "slot_minutes": 30,
    "table_count": 3,
}
A_TIME = {"starts_at": "2030-06-04T10:00:00", "ends_at": "2030-06-04T12:00:00"}
CALENDAR = ("resource_id", "booking_id", "closed_id")
STAFFS = ("proposal_id", "replan_id", "paper_id", "message_id")
"""Of a day, and only staff's."""
FORUM_LINKS = ("talk_link", "forum_seat", "desk_link")
ALLAUTH = {"key": "set-password", "uidb36": "1"}
CONFIRMED_SECONDS = 24 * 60 * 60
"""How long whoever signed in counts as just confirmed: longer than a run of the tests."""


@contextmanager
def standing_world(blocker: DjangoDbBlocker, files: Path) -> Iterator[World]:
    """One for all tests of a module: what each does to it is taken back, and in the end everything."""
    with blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=files, ACCOUNT_REAUTHENTICATION_TIMEOUT=CONFIRMED_SECONDS):
            built = build_world()
        yield built
        transaction.set_rollback(True)


def build_world() -> World:
    """The centre of the tests, grown by what the pages show."""
    centre = a_centre()
    users = {
        "anonymous": None,
        "stranger": centre.stranger,
        "outsider": centre.outsider,
        "member": centre.demand,
        "staff": centre.staff,
    }
    day = published(centre.day, centre.request, prefix="A")
    other = published(a_day(title="다른 상담일", actor=centre.staff), None, prefix="B")
    jobs = {role: a_job(user).short_id for role, user in users.items()}
    WorkerBeat.objects.create(worker="시험", beat_at=clock.now() + timedelta(days=1))
    link = agenda_token(centre.demand_participant)
    own, others = centre.demand_participant.organisation, centre.supply_participant.organisation
    solution, foreign_solution = a_solution(own), a_solution(others)
    academy = an_academy((centre.demand, own), (centre.supply, others))
    forum = a_forum_world((centre.demand, own), (centre.supply, others), centre.staff)
    notices = a_notice_world(centre.staff)
    roadmap = a_followed_roadmap(own, centre.demand)
    foreign_roadmap = a_followed_roadmap(others, centre.supply)
    reports = [a_report_of(company, centre.staff) for company in (own, others)]
    policy = a_policy()
    return World(
        users=users,
        sessions={role: a_session(user) for role, user in users.items()},
        bearers={role: {} if user is None else centre.bearer(user) for role, user in users.items()},
        day=day,
        other_day=other,
        jobs=jobs,
        foreign_job=a_job(centre.supply).short_id,
        tokens={role: a_token(user or centre.supply) for role, user in users.items()},
        foreign_token=a_token(centre.supply),
        organisation=centre.demand_participant.organisation.short_id,
        person=centre.demand.short_id,
        solution=solution,
        foreign_solution=foreign_solution,
        references=(a_reference(solution), a_reference(foreign_solution)),
        asked=(a_reference(foreign_solution, own), a_reference(solution, others)),
        foreign_organisation=centre.supply_participant.organisation.short_id,
        figures=(
            a_figure(centre.demand_participant.organisation),
            a_figure(centre.supply_participant.organisation),
        ),
        shares=(
            a_share(centre.demand_participant.organisation),
            a_share(centre.supply_participant.organisation),
        ),
        groups=(
            a_group(centre.demand_participant.organisation),
            a_group(centre.supply_participant.organisation),
        ),
        parts=parts_of(centre.demand_participant.organisation),
        foreign_parts=parts_of(centre.supply_participant.organisation),
        free_organisation=Organisation.objects.create(name="새 기업").short_id,
        merge=a_merge(centre.staff),
        entry=an_entry(centre.demand_participant.organisation),
        foreign_entry=an_entry(centre.supply_participant.organisation),
        foreign_passkey=a_passkey(centre.supply),
        foreign_connection=a_connection(centre.supply),
        claim=claim(user=centre.supply, business_number="1234500003").short_id,
        invitation=an_invitation(centre.demand_participant.organisation, secret="own").short_id,
        foreign_invitation=an_invitation(centre.supply_participant.organisation, secret="foreign").short_id,
        secret="own",
        destruction=a_destruction(centre.staff),
        hold=place_hold(about=centre.outsider, reason="소송", actor=centre.staff).short_id,
        data_request=a_data_request(centre.supply),
        consent=a_consent(centre.demand_participant.organisation, centre.staff),
        foreign_consent=a_consent(centre.supply_participant.organisation, centre.staff),
        import_run=an_import(centre.staff).short_id,
        export=an_export(centre.staff),
        foreign_export=an_export(centre.supply),
        audit_entry=record_audits([a_look()])[0].short_id,
        links=(link, link[:-3] + "xyz"),
        calendar=a_calendar(centre.demand),
        foreign_calendar=a_calendar(centre.supply),
        forum=forum[0],
        foreign_forum=forum[1],
        notices=notices[0],
        foreign_notices=notices[1],
        academy=academy[0],
        foreign_academy=academy[1],
        diagnosis={
            **a_diagnosis(own, centre.demand),
            "question_code": "Q1",
            **roadmap,
            "act": "reconsider",
            "indicator_id": an_indicator(target=10).short_id,
        },
        policy=policy[0],
        foreign_report_file=policy[1],
        connections=(connections_of(centre.demand), connections_of(centre.supply)),
        foreign_diagnosis={**a_diagnosis(others, centre.supply), **foreign_roadmap},
        reports=(reports[0] | A_REPORT_STEP | {"report_template_id": a_template().short_id}, reports[1]),
        files=str(settings.MEDIA_ROOT),
    )


def a_policy() -> tuple[Ids, str]:
    """A report that waits for the centre, with its file; and the file of another report."""
    world = a_policy_world()
    files = []
    for code in ("A-1", "B-1"):
        report = world.report(code)
        file = SimpleUploadedFile("실적.pdf", b"%PDF-1.7")
        version = save_report(report=report, seen=0, content=a_text(report), actor=None, files=[file])
        for act in ("approve", "submit"):
            act_on_report(report=report, act=act, seen=1, actor=None)
        files.append(version.files.get().short_id)
    meeting = plan_meeting(
        strategy=world.strategy, title="점검 회의", day=clock.today(), place="", actor=None
    )
    ministry = Ministry.objects.get(code="mss")
    told = {"kind": "order", "text": "새 일정", "task": None, "owner": ministry, "due_on": clock.today()}
    order = record_order(meeting=meeting, actor=None, **told)
    own = {
        "task_id": world.tasks["C-1"].short_id,
        "round_id": world.round.short_id,
        "task_report_id": world.report("A-1").short_id,
        "report_act": "accept",
        "report_file_id": files[0],
        "task_meeting_id": meeting.short_id,
        "order_id": order.short_id,
        "ministry_id": ministry.short_id,
    }
    return own, files[1]


def a_diagnosis(company: Organisation, user: User) -> Ids:
    assessment = an_assessment(company)
    return {
        "framework_id": assessment.framework.short_id,
        "assessment_id": assessment.short_id,
        "proof_id": a_proof(assessment, user).short_id,
    }


def a_followed_roadmap(company: Organisation, somebody: User, *, reason: str = "") -> Ids:
    """With the settled assessment that it comes from, and the offering of its step."""
    roadmap, offering = a_computed(company, somebody, reason=reason)
    return {
        "settled_id": roadmap.assessment.short_id,
        "roadmap_id": roadmap.short_id,
        "offering_id": offering.short_id,
    }


A_REPORT_STEP = {"report_step": "review", "file_format": "pdf"}


def a_report_of(company: Organisation, staff: User) -> Ids:
    """A published letter to the company."""
    head = User.objects.filter(email="head@centre.example").first() or a_colleague("head", "centre_lead")
    return {"report_id": a_letter(company, staff, head).short_id}


def a_calendar(user: User) -> Ids:
    trainer = a_trainer(user, name=f"강사 {user.name}")
    today = clock.today()
    [closed] = close_days(resource=trainer, first=today, last=today, reason="휴가", actor=None)
    return {
        "resource_id": trainer.short_id,
        "booking_id": a_booking(trainer).short_id,
        "closed_id": closed.short_id,
        "feed": feed_token(trainer),
    }


def a_statement(enrolment: Enrolment) -> str:
    now = clock.now()
    told = {"verb": "registered", "body": "{}", "not_before": now, "created_at": now}
    return LearningStatement.objects.create(statement_id=uuid4(), enrolment=enrolment, **told).short_id


def a_past_completion(seat: Enrolment, **facts: str) -> str:
    line = PastLine(
        key=(seat.trainee.email, 0, ""),
        person=PersonFacts(seat.trainee.name, seat.trainee.email),
        trainee=seat.trainee,
        organisation=seat.organisation,
        course=None,
        course_title=facts.get("title", "지난 과정"),
        cohort_label="1기",
        role="",
        hours=8,
        completed_on=date(2019, 11, 22),
        paper_number="",
        source=facts.get("source", "2019년 보고서"),
    )
    [made] = record_past([line], actor=None)
    return made.short_id


def a_year_plan(course: Course) -> str:
    wish = CourseWish(course, 1, 1, 20)
    days = {"first_day": date(2030, 3, 4), "last_day": date(2030, 3, 8)}
    return ask_year_plan(**days, starts=600, ends=1020, wishes=[wish], actor=None).short_id


def a_draw(course: Course) -> str:
    cohort = an_open_cohort(1, course=course, admission="lottery")
    enrolled(cohort, 1)
    closed = transition_cohort(cohort=cohort, target="closed", actor=None)
    return hold_draw(cohort=closed, actor=None).decision.short_id


def a_certificate(seat: Enrolment) -> Certificate:
    day = clock.today()
    Enrolment.objects.filter(pk=seat.pk).update(started_on=day, completed_on=day)
    seat.refresh_from_db()
    return issue_certificate(enrolment=seat, actor=None)


def certificates_of(course: Course, *people: tuple[User, Organisation]) -> list[Certificate]:
    """Of another cohort, so that the seats that can still be changed have none."""
    cohort = an_open_cohort(5, course=course)
    return [
        a_certificate(enrol_self(cohort=cohort, user=user, organisation=company)) for user, company in people
    ]


def an_academy(mine: tuple[User, Organisation], other: tuple[User, Organisation]) -> tuple[Ids, Ids]:
    """Two people of two companies have a seat in one open cohort; beside it there are drafts."""
    cohort = an_open_cohort(5)
    seats = [enrol_self(cohort=cohort, user=user, organisation=company) for user, company in (mine, other)]
    papers = certificates_of(cohort.course, mine, other)
    grouped(cohort, GroupRules(groups=1, least=1))
    circle = a_circle(mine, other)
    draft = a_draft(course=create_course(facts=CourseFacts("초안", "ceo", "basic", 8), actor=None))
    own = {
        "course_id": cohort.course.short_id,
        "cohort_id": cohort.short_id,
        "cohort_session_id": sessions_of(cohort)[0].short_id,
        "enrolment_id": seats[0].short_id,
        "certificate_id": papers[0].short_id,
        "certificate_number": papers[0].number,
        "badge_key": SigningKey.objects.get().name,
        "badge_course_id": cohort.course.short_id,
        "seat_link": enrolment_token(seats[0]),
        "door_link": door_token(seats[0]),
        "screen_token": screen_token(sessions_of(cohort)[0], 1),
        "target": "closed",
        "survey_kind": "satisfaction",
        **circle[0],
        "draw_id": a_draw(cohort.course),
        "plan_id": a_year_plan(cohort.course),
        "statement_id": a_statement(seats[0]),
        "past_id": a_past_completion(seats[0]),
        **a_course_link(cohort),
        "session_material_id": a_session_material(sessions_of(cohort)[0]),
        **learning_of(cohort, seats[0]),
        "trainee_id": seats[0].trainee.short_id,
        "other_trainee_id": enrolled(papers[0].enrolment.cohort, 901).trainee.short_id,
        "join_id": a_join(papers[0].enrolment.cohort),
    }
    foreign = {
        "course_id": draft.course.short_id,
        "cohort_id": draft.short_id,
        "enrolment_id": seats[1].short_id,
        "certificate_id": papers[1].short_id,
        "past_id": a_past_completion(seats[1]),
        "badge_course_id": draft.course.short_id,
        "course_link_id": a_course_link(papers[1].enrolment.cohort, name="다른 배움터")["course_link_id"],
        "session_material_id": a_session_material(sessions_of(an_open_cohort(1, course=cohort.course))[0]),
        **circle[1],
        **learning_of(draft, None),
        **handed_in_of(cohort, seats[1]),
        "trainee_id": seats[1].trainee.short_id,
    }
    return own, foreign


def a_session_material(session: Session, title: str = "교안") -> str:
    """A file that everybody with a seat gets at once."""
    file = SimpleUploadedFile(f"{title}.txt", b"words")
    told = {"title": title, "shown_from": "at_once", "link": "", "key": uuid4(), "actor": None}
    return add_material(session=session, file=file, **told).short_id  # type: ignore[arg-type]


def a_course_link(cohort: Cohort, *, name: str = "배움터") -> Ids:
    address = "https://learn.example/launch"
    site = CourseSite.objects.create(name=name, login_url=address, launch_url=address, created_at=clock.now())
    session = sessions_of(cohort)[0]
    link = CourseLink.objects.create(
        session=session, site=site, title=f"{name} 과목", target=address, created_at=clock.now()
    )
    return {"site_id": site.short_id, "course_link_id": link.short_id}


def a_circle(mine: tuple[User, Organisation], other: tuple[User, Organisation]) -> tuple[Ids, Ids]:
    """Both have completed an invited cohort and are in the directory; a host was asked for a visit. What the
    other showed before is withdrawn, and as good as missing."""
    people = [Invitee(PersonFacts(user.name[:80], user.email), company) for user, company in (mine, other)]
    cohort = an_invited_draft(2)
    seats = choose_people(cohort=cohort, people=people, words="", actor=None)
    transition_cohort(cohort=cohort, target="open", actor=None)
    visit = plan_visit(
        session=sessions_of(cohort)[0],
        facts=VisitFacts(other[1], "공장장", "plant@example.com", 2),
        actor=None,
    )
    for seat in seats:
        accept_offer(enrolment=seat, actor=None)
    Enrolment.objects.filter(cohort=cohort).update(started_on=clock.today(), completed_on=clock.today())
    shown = [
        introduce(enrolment=seat, audience="alumni", shown=["name"], words="") for seat in (*seats, seats[1])
    ]
    own = {"host_link": visit_address(visit).rstrip("/").rpartition("/")[2]}
    ids = [one.short_id for one in shown if one is not None]
    return {**own, "introduction_id": ids[2]}, {"introduction_id": ids[1]}


def learning_of(cohort: Cohort, seat: Enrolment | None) -> Ids:
    """An open test and an open work, sat and handed in by the seat."""
    exam, work = an_exam(cohort), an_assignment(cohort, is_final=True)
    ids = {"exam_id": exam.short_id, "assignment_id": work.short_id}
    return ids if seat is None else {**ids, **handed_in_of(cohort, seat)}


def handed_in_of(cohort: Cohort, seat: Enrolment) -> Ids:
    exam, work = Exam.objects.get(course=cohort.course), Assignment.objects.get(course=cohort.course)
    file = SimpleUploadedFile("work.pdf", b"%PDF-1.7")
    made = hand_in_work(assignment=work, enrolment=seat, number=1, text="적용함", files=[file])
    attempt = start_attempt(exam=exam, enrolment=seat)
    return {"attempt_id": attempt.short_id, "handed_file_id": made.files.get().short_id}


def a_join(cohort: Cohort) -> str:
    """Two strangers that staff took for one."""
    pair = [enrolled(an_open_cohort(2, course=cohort.course), number).trainee for number in (902, 903)]
    return join_trainees(survivor=pair[0], merged=pair[1], reason="본인 확인", actor=None).short_id


def a_data_request(user: User) -> str:
    facts = {"kind": "correction", "what": "이름", "reason": "틀렸음"}
    return ask(person=user, caller=HOUSE, **facts).short_id


def published(day: MatchingDay, request: MeetingRequest | None, *, prefix: str) -> DayIds:
    """Make the day's timetable public: the given request (or a new one) in slot 1, two others beside it."""
    first = request or a_request(day, f"{prefix}1", f"{prefix}2", code="M1")
    second = a_request(day, f"{prefix}3", f"{prefix}4", code="M2")
    Precedence.objects.create(day=day, earlier=first, later=second)
    own, others = a_meeting(first, table=1), a_meeting(second, table=2)
    proposal = TimetableProposal.objects.create(day=day, base_revision=0, summary={})
    TimetableProposal.objects.create(
        day=day, base_revision=0, state=TimetableProposal.State.APPLIED, decision=a_decision(day)
    )
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED, published_at=clock.now())
    fixed = {
        "day_id": day.short_id,
        "proposal_id": proposal.short_id,
        "replan_id": a_replan(own),
        "paper_id": a_paper(day),
        "message_id": a_message(day),
    }
    return DayIds(own={**fixed, **ids_of(own)}, others={**fixed, **ids_of(others)})


def a_replan(meeting: Meeting) -> str:
    return Replan.objects.create(
        day=meeting.day,
        kind=Replan.Kind.ABSENT,
        participant=meeting.first,
        decision=a_decision(meeting.day),
        first_slot=1,
        base_revision=0,
        created_at=clock.now(),
    ).short_id


def an_entry(organisation: Organisation) -> str:
    """A held meeting in a case; that there is no such meeting takes the link away, not the entry."""
    nothing = short(new_public_id())
    payload = {
        "meeting": nothing,
        "day": nothing,
        "title": "지난 상담일",
        "partner": nothing,
        "partner_name": "나래기계",
        "partner_side": "supply",
        "starts_at": "10:00",
        "table": 1,
    }
    entry = record_evidence(
        organisation=organisation,
        kind=MEETING_HELD,
        happened_on=clock.today(),
        actor=None,
        source=f"caravan.meeting:{nothing}",
        payload=payload,
    )
    return entry.short_id


def parts_of(organisation: Organisation) -> Ids:
    return {
        "name_id": OrganisationName.objects.create(organisation=organisation, text="옛이름").short_id,
        "contact_id": Contact.objects.create(organisation=organisation, name="김등대").short_id,
        "branch_id": Branch.objects.create(organisation=organisation, name="공장", kind="factory").short_id,
    }


def a_destruction(staff: User) -> str:
    """A round that somebody closed."""
    run = DestructionRun.objects.create(
        state=DestructionRun.State.REFUSED, as_of=clock.today(), started_by=staff, started_at=clock.now()
    )
    return run.short_id


def a_consent(organisation: Organisation, staff: User) -> str:
    """One that staff wrote down with its paper."""
    load_consent_texts()
    paper = ContentFile(b"%PDF-1.7", name="동의서.pdf")
    consent = give_consent(
        holder=organisation, purpose="statistics", actor=staff, how=Consent.How.PAPER, paper=paper
    )
    return consent.short_id


def a_message(day: MatchingDay) -> str:
    """One that nobody has to decide about: an order to send it again changes nothing."""
    message = OutboxMessage.objects.create(
        recipient="sent@company.example",
        occasion=f"rights:{day.short_id}",
        template="rights",
        subject="일정",
        body="일정",
        state=OutboxMessage.State.SENT,
        about=day.short_id,
        not_before=clock.now(),
    )
    return message.short_id


def a_paper(day: MatchingDay) -> str:
    stored = keep_file(
        file=ContentFile(b"%PDF"),
        shown_name="signs.pdf",
        content_type="application/pdf",
        extension="pdf",
        owner_id=None,
    )
    stored.save()
    paper = DayPaper.objects.create(
        day=day, kind=DayPaper.Kind.SIGNS, language="ko", revision=0, file=stored, made_at=clock.now()
    )
    return paper.short_id


def a_request(day: MatchingDay, first: str, second: str, *, code: str) -> MeetingRequest:
    sides = [
        a_participant(
            day, Organisation.objects.create(name=f"기업 {name}"), side, f"{side[0].upper()}-{name}"
        )
        for name, side in ((first, "demand"), (second, "supply"))
    ]
    return MeetingRequest.objects.create(day=day, code=code, sender=sides[0], receiver=sides[1])


def a_meeting(request: MeetingRequest, *, table: int) -> Meeting:
    MeetingRequest.objects.filter(pk=request.pk).update(state=MeetingRequest.State.ACCEPTED)
    return Meeting.objects.create(
        day=request.day,
        request=request,
        first=request.sender,
        second=request.receiver,
        slot=Slot.objects.get(day=request.day, number=1),
        table=Table.objects.get(day=request.day, number=table),
    )


def ids_of(meeting: Meeting) -> Ids:
    participant = Participant.objects.get(pk=meeting.first_id)
    return {
        "meeting_id": meeting.short_id,
        "request_id": meeting.request.short_id,
        "participant_id": participant.short_id,
        "follow_up_id": FollowUp.objects.create(
            meeting=meeting, side="first", after_days=7, due_on=clock.today()
        ).short_id,
    }


def a_decision(day: MatchingDay) -> Decision:
    return Decision.objects.create(
        kind="timetable",
        subject=day.short_id,
        inputs_hash="a" * 64,
        result_hash="b" * 64,
        engine="timetable",
        engine_version="1",
        seed=1,
        document=zlib.compress(b"{}"),
        decided_at=clock.now(),
    )


def a_figure(organisation: Organisation) -> str:
    statement = Statement(year=2021, source_kind=YearlyFigure.Source.SUBMITTED)
    [figure] = record_figures(
        organisation=organisation, statement=statement, values={"sales": 10**11}, actor=None
    )
    return figure.short_id


def a_share(organisation: Organisation) -> str:
    link = record_share(
        owner=Owner(name="홍가상", kind="person"),
        owned=organisation,
        share=Decimal(30),
        starts_on=date(2020, 1, 1),
        actor=None,
    )
    return link.short_id


def a_group(organisation: Organisation) -> str:
    membership = join_group(
        organisation=organisation, name="가상 그룹", kind="other", starts_on=date(2020, 1, 1), actor=None
    )
    return membership.short_id


def a_merge(actor: User) -> str:
    survivor, merged = (Organisation.objects.create(name=name) for name in ("합친 곳", "합쳐진 곳"))
    merge = merge_organisations(survivor=survivor, merged=merged, take=(), reason="같음", actor=actor)
    return merge.short_id


def a_session(user: User | None) -> SimpleCookie:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.cookies


def a_solution(organisation: Organisation) -> str:
    return Solution.objects.create(organisation=organisation, title="등대MES", summary="생산 관리").short_id


def a_reference(solution: str, company: Organisation | None = None) -> str:
    made = SolutionReference.objects.create(
        solution=Solution.objects.get(public_id=from_short(solution)),
        month=date(2024, 5, 1),
        customer="고객",
        work="구축",
        company=company,
    )
    return made.short_id


def a_job(owner: User | None) -> Job:
    return Job.objects.create(
        name="tests.nothing",
        title="시험 작업",
        run_after=clock.now() + timedelta(days=1),
        idempotency_key=f"rights:{short(new_public_id())}",
        owner=owner,
    )


def a_token(owner: User) -> str:
    token, _secret = issue_token(user=with_factor(owner), name="시험")
    return ApiToken.objects.get(pk=token.pk).short_id


def an_export(asker: User) -> str:
    """One that waits for its approval."""
    export = PersonalExport.objects.create(
        kind="people", reason="시험 자료", row_count=2_000, asker=asker, asked_at=clock.now()
    )
    return export.short_id


def an_invitation(organisation: Organisation, *, secret: str) -> MemberInvitation:
    email = f"invited-{secret}@company.example"
    sent = invite_member(organisation=organisation, email=email, name="초대", role="member", actor=None)
    MemberInvitation.objects.filter(pk=sent.pk).update(digest=digest_of(secret))
    return sent


def a_connection(user: User) -> str:
    """An account of another house."""
    account = SocialAccount.objects.create(user=user, provider="naver", uid="n-1", extra_data={})
    return short(connection_id(account))


def a_passkey(owner: User) -> str:
    data = {"name": "노트북", "credential": {"rawId": "cmlnaHRz"}}
    key = Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data=data)
    return short(key_id(key))


def an_import(owner: User) -> ImportRun:
    file = StoredFile(
        shown_name="기업.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        size=4,
        sha256="0" * 64,
        scan_state=StoredFile.Scan.CLEAN,
        owner=owner,
    )
    file.content.save("rights.xlsx", ContentFile(b"none"), save=True)
    return ImportRun.objects.create(
        importer="organisations",
        file=file,
        file_hash="0" * 64,
        options_hash="0" * 64,
        state=ImportRun.State.FAILED,
        message="읽을 수 없습니다.",
        created_by=owner,
    )
