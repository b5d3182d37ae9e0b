"""Participants of a day."""

from datetime import time
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from deungdae.apps.accounts.once import Key, once
from deungdae.apps.accounts.personal.opening import OPEN
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.api.access import day_of, require_staff
from deungdae.apps.caravan.models import Participant
from deungdae.apps.caravan.selectors.participants import partners_for
from deungdae.apps.caravan.services.participants import add_participant
from deungdae.apps.core.api.fields import Code, Email, Id, Phone, Sent, Sentence, ShortText, TimeOfDay
from deungdae.apps.core.api.fields import Name as PersonName
from deungdae.apps.core.api.paging import PageQuery, named_record, page_of, record_of
from deungdae.apps.organisations.models import Organisation

day_participants = Router(tags=["참가자"])
participants = Router(tags=["참가자"])
Side = Literal["demand", "supply", "free"]
Wish = Literal["any", "morning", "afternoon"]


class AttendeeOut(Schema):
    name: str
    job_title: str


class AbsenceOut(Schema):
    starts_at: time
    ends_at: time
    reason: str


def seen_by_caller(participant: Participant, context: dict[str, Any]) -> dict[str, str]:
    """A program has no page on which a reason could be given: staff's tokens get what is masked."""
    is_staff = context["request"].user.has_perm(OPEN)
    return participant.as_masked() if is_staff else participant.as_plain()


class ParticipantOut(Schema):
    id: str
    day: str
    organisation: str
    name: str
    code: str
    side: str
    wish: str
    max_meetings: int | None
    own_table: int | None
    contact_name: str
    contact_email: str
    contact_phone: str
    attendees: list[AttendeeOut]
    absences: list[AbsenceOut]

    @staticmethod
    def resolve_id(participant: Participant) -> str:
        return participant.short_id

    @staticmethod
    def resolve_contact_name(participant: Participant, context: dict[str, Any]) -> str:
        return seen_by_caller(participant, context)["contact_name"]

    @staticmethod
    def resolve_contact_email(participant: Participant, context: dict[str, Any]) -> str:
        return seen_by_caller(participant, context)["contact_email"]

    @staticmethod
    def resolve_contact_phone(participant: Participant, context: dict[str, Any]) -> str:
        return seen_by_caller(participant, context)["contact_phone"]

    @staticmethod
    def resolve_day(participant: Participant) -> str:
        return participant.day.short_id

    @staticmethod
    def resolve_organisation(participant: Participant) -> str:
        return participant.organisation.short_id

    @staticmethod
    def resolve_name(participant: Participant) -> str:
        return participant.organisation.name

    @staticmethod
    def resolve_own_table(participant: Participant) -> int | None:
        return participant.own_table.number if participant.own_table is not None else None


class ParticipantPage(Schema):
    items: list[ParticipantOut]
    next: str | None


class ParticipantQuery(PageQuery):
    side: Side | None = None


class AttendeeIn(Sent):
    name: PersonName
    job_title: ShortText = ""


class AbsenceIn(Sent):
    starts_at: TimeOfDay
    ends_at: TimeOfDay
    reason: Sentence = ""


class ParticipantIn(Sent):
    organisation: Id
    side: Side
    code: Code = ""
    wish: Wish = "any"
    max_meetings: Annotated[int, Field(ge=1, le=999)] | None = None
    own_table: Annotated[int, Field(ge=1, le=9_999)] | None = None
    contact_name: ShortText = ""
    contact_email: Email = ""
    contact_phone: Phone = ""
    attendees: Annotated[list[AttendeeIn], Field(max_length=50)] = []
    absences: Annotated[list[AbsenceIn], Field(max_length=50)] = []


class PartnerOut(Schema):
    id: str
    code: str
    name: str
    side: str
    industry: str
    region: str
    products: str
    home_page: str


def with_parts(found: QuerySet[Participant]) -> QuerySet[Participant]:
    return found.select_related("day", "organisation", "own_table").prefetch_related("attendees", "absences")


@day_participants.get(
    "/{day_id}/participants",
    response=ParticipantPage,
    operation_id="list_participants",
    summary="참가자 목록",
)
def list_participants(request: HttpRequest, day_id: str, query: Query[ParticipantQuery]) -> dict[str, Any]:
    """참가 번호 순입니다. 참가 기업은 자기 기업만 봅니다."""
    day = day_of(request, day_id)
    found = with_parts(Participant.objects.visible_to(request.user).filter(day=day))
    if query.side:
        found = found.filter(side=query.side)
    return page_of(found, query=query, order=("code", "id"))


@day_participants.post(
    "/{day_id}/participants",
    response={201: ParticipantOut},
    operation_id="create_participant",
    summary="참가자 등록",
)
def post_participant(request: HttpRequest, day_id: str, payload: ParticipantIn, key: Key = None) -> Status:
    """센터 직원만 할 수 있습니다."""
    day = day_of(request, day_id)
    require_staff(request)
    visible = Organisation.objects.visible_to(request.user)
    organisation = named_record(visible, payload.organisation, field="organisation")
    values = payload.dict(exclude={"organisation", "own_table", "attendees", "absences"})
    participant = once(
        request,
        key=key,
        records=Participant.objects.all(),
        create=lambda: add_participant(
            day=day,
            organisation=organisation,
            **values,
            own_table_number=payload.own_table,
            attendees=[(person.name, person.job_title) for person in payload.attendees],
            absences=[(each.starts_at, each.ends_at, each.reason) for each in payload.absences],
            actor=user_of(request),
        ),
    )
    return Status(201, with_parts(Participant.objects.all()).get(pk=participant.pk))


@participants.get(
    "/{participant_id}", response=ParticipantOut, operation_id="get_participant", summary="참가자"
)
def get_participant(request: HttpRequest, participant_id: str) -> Participant:
    return record_of(with_parts(Participant.objects.visible_to(request.user)), participant_id)


@participants.get(
    "/{participant_id}/partners",
    response=list[PartnerOut],
    operation_id="list_partners",
    summary="신청할 수 있는 상대",
)
def list_partners(request: HttpRequest, participant_id: str) -> list[dict[str, str]]:
    """공개된 사실만 보입니다. 담당자와 연락처는 들어 있지 않습니다."""
    participant = record_of(with_parts(Participant.objects.visible_to(request.user)), participant_id)
    names = ("code", "name", "side", "industry", "region", "products", "home_page")
    return [
        {"id": partner.participant.short_id, **{name: getattr(partner, name) for name in names}}
        for partner in partners_for(participant=participant)
    ]
