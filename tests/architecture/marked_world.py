"""A second, whole world beside the one of the rights matrix: a marker word stands in every text of it."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Model, QuerySet

from deungdae.apps.academy.models import Assignment, Cohort, Enrolment, Exam, SubmissionFile
from deungdae.apps.academy.services.circle import keep_note
from deungdae.apps.academy.services.courses import CourseFacts, create_course
from deungdae.apps.academy.services.enrolments import enrol_self
from deungdae.apps.academy.services.sessions import add_session
from deungdae.apps.accounts.models import ApiToken, RoleGrant
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.calendar.models import Booking, ClosedDay, Resource
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Participant, Slot, Table
from deungdae.apps.core import clock
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.models import ImportRun, Job, StoredFile
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    MemberInvitation,
    Membership,
    Organisation,
    OrganisationClaim,
    OrganisationName,
    OwnershipLink,
    Solution,
    SolutionReference,
)
from deungdae.apps.organisations.numbers import business_check_digit
from deungdae.apps.organisations.services.claims import claim
from deungdae.apps.organisations.services.organisations import create_organisation, update_organisation
from tests.architecture import rights_world
from tests.architecture.rights_world import Ids, World
from tests.support.academy import a_draft, an_open_cohort, session_facts
from tests.support.centre import a_day
from tests.support.connections import connections_of
from tests.support.diagnosis import a_paper, a_proof, an_assessment
from tests.support.factors import with_factor
from tests.support.forum_world import a_marked_forum
from tests.support.notices import a_notice_world

MARK = "QzMarkQz"
PRIVATE = "홀로 적은 메모"
"""Of a note that nobody but its author ever reads, not even the centre."""
PART_OF_MARK = "zMarkQ"
"""What a search asks for: found inside the marker, and no marker when it is only repeated."""
FIRST_NINE = "999770001"
NUMBER = f"{FIRST_NINE}{business_check_digit(FIRST_NINE)}"
COLLEAGUE = "colleague@far.example"
"""Belongs to the marked company under a plain name and address, and may read of it."""
User = get_user_model()
GRANTED = (
    RoleGrant.Role.TRAINEE,
    RoleGrant.Role.MENTOR,
    RoleGrant.Role.REVIEWER,
    RoleGrant.Role.MINISTRY_OFFICIAL,
    RoleGrant.Role.AUDITOR,
)


@dataclass(frozen=True)
class Foreign:
    """What there is in the marked world: ids for every parameter, and numbers to look for."""

    ids: Ids
    user: User
    organisation: Organisation


def marked(rows: QuerySet[Model]) -> None:
    """The marker in every free text of these rows."""
    for row in rows:
        texts = {
            field.name: f"{MARK} {row.pk}"[: field.max_length or None]
            for field in row._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
            and not (field.choices or field.unique or isinstance(field, models.URLField | models.EmailField))
            and (field.max_length or 99) >= len(MARK) + 6
            and field.name not in ("digest", "options_hash", "file_hash", "sha256", "name_key", "content")
        }
        type(row)._base_manager.filter(pk=row.pk).update(**texts)


def a_marked_company(staff: User) -> Organisation:
    made = create_organisation(
        name="지난 이름", kinds=["supply"], business_number=NUMBER, products=MARK, actor=staff
    )
    return update_organisation(
        organisation=made,
        name=f"{MARK}정밀",
        english_name=f"{MARK} Precision",
        kinds=["supply"],
        business_number=NUMBER,
        products=f"{MARK} 부품",
        home_page=f"https://{MARK}.example",
        identifiers=[("krx", MARK)],
        actor=staff,
    )


def a_colleague(company: Organisation) -> User:
    """Acts for the marked company under a plain name: the log says who did something, to whoever reads it."""
    colleague = create_account(email=COLLEAGUE, name="이음", password=None)
    Membership.objects.create(
        user=colleague, organisation=company, role=Membership.Role.OWNER, starts_on=clock.today()
    )
    return colleague


def build_foreign(world: World) -> Foreign:
    """One of everything for a company, a person and a day that nobody of the first world has to do with."""
    staff = world.users["staff"]
    company = a_marked_company(staff)
    user = create_account(email=f"{MARK}@far.example", name=f"{MARK} 사람", password=None)
    Membership.objects.create(
        user=user, organisation=company, role=Membership.Role.OWNER, starts_on=clock.today()
    )
    solution = rights_world.a_solution(company)
    ids = {
        "organisation_id": company.short_id,
        "other_id": company.short_id,
        "person_id": user.short_id,
        "figure_id": rights_world.a_figure(company),
        "link_id": rights_world.a_share(company),
        "membership_id": rights_world.a_group(company),
        "entry_id": rights_world.an_entry(company),
        "solution_id": solution,
        "reference_id": rights_world.a_reference(solution),
        "asked_id": rights_world.a_reference(world.solution, company),
        "invitation_id": rights_world.an_invitation(company, secret=MARK).short_id,
        "claim_id": a_claim(user),
        "job_id": rights_world.a_job(user).short_id,
        "token_id": rights_world.a_token(user),
        "key_id": rights_world.a_passkey(user),
        "import_id": rights_world.an_import(staff).short_id,
        "export_id": rights_world.an_export(staff),
        **rights_world.parts_of(company),
        **a_marked_calendar(user),
        **a_marked_academy(world, user, company),
        **a_marked_forum(MARK, world.forum["forum_id"], user, company, staff),
        **a_marked_day(company, staff),
        **a_notice_world(staff, mark=MARK)[1],
        **a_marked_diagnosis(company, user),
        **connections_of(
            a_colleague(company), name=f"{MARK} 열쇠", address=f"https://{MARK.lower()}.example/in"
        ),
        **rights_world.a_report_of(company, staff),
    }
    SolutionReference.objects.filter(solution__organisation=company).update(
        state="disputed", decided_as="centre", decided_by=staff, decided_at=clock.now(), note="아님"
    )
    texts = (
        (Contact, {"organisation": company}),
        (Branch, {"organisation": company}),
        (OrganisationName, {"organisation": company}),
        (OwnershipLink, {"owned": company}),
        (Solution, {"organisation": company}),
        (SolutionReference, {"solution__organisation": company}),
        (MemberInvitation, {"organisation": company}),
        (OrganisationClaim, {"user": user}),
        (Job, {"owner": user}),
        (ApiToken, {"user": user}),
    )
    for model, only in texts:
        marked(model._base_manager.filter(**only))
    StoredFile.objects.filter(pk__in=ImportRun.objects.values("file")).update(shown_name=f"{MARK}.xlsx")
    return Foreign(ids=ids, user=user, organisation=company)


def a_marked_diagnosis(company: Organisation, user: User) -> Ids:
    """An open assessment of the marked company that its person has begun to answer."""
    assessment = an_assessment(company)
    save_answer(
        assessment=assessment, person=user, question="Q1", value={"invested": [1], "planned": []}, seen=0
    )
    ids = rights_world.a_followed_roadmap(company, user, reason=MARK)
    proof = a_proof(assessment, user, text=f"{MARK} 근거", file=a_paper(f"{MARK}.pdf"))
    return {
        "framework_id": assessment.framework.short_id,
        "assessment_id": assessment.short_id,
        "proof_id": proof.short_id,
        **ids,
    }


def a_marked_calendar(user: User) -> Ids:
    """A trainer, a booking and a closed day; the link is the trainer's alone, so it is not tried."""
    ids = rights_world.a_calendar(user)
    Resource.objects.filter(account=user).update(name=f"{MARK} 강사", place=MARK, equipment=MARK)
    Booking.objects.filter(resource__account=user).update(purpose=f"{MARK} 강의", overruled=MARK)
    ClosedDay.objects.filter(resource__account=user).update(reason=MARK)
    return {name: ids[name] for name in rights_world.CALENDAR}


def a_marked_academy(world: World, user: User, company: Organisation) -> Ids:
    """A draft that only staff see, and a seat of the marked person in a cohort that everybody sees."""
    draft = a_draft(course=create_course(facts=CourseFacts(f"{MARK} 초안", "ceo", "basic", 8), actor=None))
    session = add_session(cohort=draft, facts=session_facts(title=f"{MARK} 회차"), actor=None)
    Cohort.objects.filter(pk=draft.pk).update(note=MARK)
    cohort = Cohort.objects.get(public_id=from_short(world.academy["cohort_id"]))
    seat = enrol_self(cohort=cohort, user=user, organisation=company, job_title=MARK)
    for one in (session, *cohort.sessions.all()):
        keep_note(session=one, author=user, text=f"{MARK} {PRIVATE}")
    return {
        "course_id": draft.course.short_id,
        "cohort_id": draft.short_id,
        "cohort_session_id": session.short_id,
        "enrolment_id": seat.short_id,
        "session_material_id": rights_world.a_session_material(session, f"{MARK} 교안"),
        "badge_course_id": draft.course.short_id,
        **rights_world.a_course_link(draft, name=f"{MARK} 배움터"),
        **a_marked_learning(draft, cohort, seat),
        "certificate_id": a_marked_certificate(cohort, user, company),
        "past_id": rights_world.a_past_completion(seat, title=f"{MARK} 과정", source=MARK),
        "trainee_id": seat.trainee.short_id,
    }


def a_marked_learning(draft: Cohort, cohort: Cohort, seat: Enrolment) -> Ids:
    """A test and a work of the draft; what the marked person has answered and handed in elsewhere."""
    ids = rights_world.learning_of(draft, None)
    Exam.objects.filter(course=draft.course).update(title=f"{MARK} 시험", words=MARK)
    Assignment.objects.filter(course=draft.course).update(title=f"{MARK} 과제", words=MARK)
    handed_in = rights_world.handed_in_of(cohort, seat)
    StoredFile.objects.filter(
        pk__in=SubmissionFile.objects.filter(submission__enrolment=seat).values("file")
    ).update(shown_name=f"{MARK}.pdf")
    return {**ids, **handed_in}


def a_marked_certificate(cohort: Cohort, user: User, company: Organisation) -> str:
    other = an_open_cohort(3, course=cohort.course)
    seat = enrol_self(cohort=other, user=user, organisation=company, job_title=MARK)
    return rights_world.a_certificate(seat).short_id


def a_claim(user: User) -> str:
    """Of a company that is not in the register."""
    first_nine = "999770002"
    number = f"{first_nine}{business_check_digit(first_nine)}"
    return claim(user=user, business_number=number, note=MARK).short_id


def a_marked_day(company: Organisation, staff: User) -> Ids:
    """A published day of the marked company and another one, with a request and a meeting."""
    day = a_day(title=f"{MARK} 상담일", actor=staff)
    ids = rights_world.published(day, None, prefix=MARK).own
    participant = Participant.objects.filter(day=day).order_by("pk").first()
    Participant.objects.filter(pk=participant.pk).update(organisation=company)
    for model in (Participant, MeetingRequest, Meeting, Slot, Table):
        marked(model._base_manager.filter(day=day).exclude(pk=None))
    MatchingDay.objects.filter(pk=day.pk).update(title=f"{MARK} 상담일", place=MARK)
    return ids


def people_of_every_role(world: World) -> dict[str, User | None]:
    """Who looks, by the name of the role: everybody but the centre's own staff, who may see all."""
    own = Organisation.objects.get(
        public_id=Membership.objects.get(user=world.users["member"]).organisation.public_id
    )
    supply = Participant.objects.get(organisation__memberships__user__name="supply").organisation
    # A made-up passkey cannot be asked for at a sign-in: whoever looks has none.
    Authenticator.objects.filter(
        type=Authenticator.Type.WEBAUTHN, user__memberships__organisation=supply
    ).delete()
    people: dict[str, User | None] = {
        "public": None,
        "person": world.users["stranger"],
        "demand_owner": world.users["member"],
        "supply_owner": supply.memberships.get().user,
    }
    for name, organisation in (("demand_staff", own), ("supply_staff", supply)):
        user = create_account(email=f"{name}@near.example", name=name, password=None)
        Membership.objects.create(
            user=user, organisation=organisation, role=Membership.Role.MEMBER, starts_on=clock.today()
        )
        people[name] = user
    for role in GRANTED:
        user = create_account(email=f"{role}@near.example", name=str(role), password=None)
        grant_role(user=user, role=role)
        people[str(role)] = with_factor(user)
    return people
