"""Meeting requests: who wants to meet whom, and the answer."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from deungdae.apps.accounts.once import Key, once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.api.access import day_of
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant
from deungdae.apps.caravan.selectors.participants import partners_for
from deungdae.apps.caravan.services.requests import (
    answer_request,
    send_request,
    update_request,
    withdraw_request,
)
from deungdae.apps.core.api.fields import Code, Id, LongText, Sent
from deungdae.apps.core.api.paging import PageQuery, named_record, page_of, record_of

day_requests = Router(tags=["상담 신청"])
requests = Router(tags=["상담 신청"])
RequestState = Literal["pending", "accepted", "declined", "expired", "withdrawn"]


class SideOut(Schema):
    """One side of a meeting, as the other may see it."""

    id: str
    code: str
    name: str
    side: str

    @staticmethod
    def resolve_id(participant: Participant) -> str:
        return participant.short_id

    @staticmethod
    def resolve_name(participant: Participant) -> str:
        return participant.organisation.name


class RequestOut(Schema):
    id: str
    day: str
    code: str
    sender: SideOut
    receiver: SideOut
    rank: int
    reason: str
    wish: str
    state: str
    answer_reason: str
    expires_on: date | None
    fixed_slot: int | None
    fixed_table: int | None

    @staticmethod
    def resolve_id(request: MeetingRequest) -> str:
        return request.short_id

    @staticmethod
    def resolve_day(request: MeetingRequest) -> str:
        return request.day.short_id

    @staticmethod
    def resolve_fixed_slot(request: MeetingRequest) -> int | None:
        return request.fixed_slot.number if request.fixed_slot is not None else None

    @staticmethod
    def resolve_fixed_table(request: MeetingRequest) -> int | None:
        return request.fixed_table.number if request.fixed_table is not None else None


class RequestPage(Schema):
    items: list[RequestOut]
    next: str | None


class RequestQuery(PageQuery):
    state: RequestState | None = None


class RequestIn(Sent):
    sender: Id
    receiver: Id
    rank: Annotated[int, Field(ge=1, le=99)] = 1
    reason: LongText = ""
    wish: Literal["any", "morning", "afternoon"] = "any"
    accepted: bool = False
    fixed_slot: Annotated[int, Field(ge=1, le=999)] | None = None
    fixed_table: Annotated[int, Field(ge=1, le=9_999)] | None = None
    code: Code = ""


class RequestChange(Sent):
    """Only what is sent is changed; null takes a fixed slot or table away."""

    rank: Annotated[int, Field(ge=1, le=99)] = 1
    reason: LongText = ""
    wish: Literal["any", "morning", "afternoon"] = "any"
    fixed_slot: Annotated[int, Field(ge=1, le=999)] | None = None
    fixed_table: Annotated[int, Field(ge=1, le=9_999)] | None = None


class AnswerIn(Sent):
    accept: bool
    reason: LongText = ""


def with_sides(found: QuerySet[MeetingRequest]) -> QuerySet[MeetingRequest]:
    return found.select_related(
        "day", "sender__organisation", "receiver__organisation", "fixed_slot", "fixed_table"
    )


@day_requests.get(
    "/{day_id}/requests", response=RequestPage, operation_id="list_requests", summary="상담 신청 목록"
)
def list_requests(request: HttpRequest, day_id: str, query: Query[RequestQuery]) -> dict[str, Any]:
    """상담 번호 순입니다. 참가 기업은 보내거나 받은 신청만 봅니다."""
    day = day_of(request, day_id)
    found = with_sides(MeetingRequest.objects.visible_to(request.user).filter(day=day))
    if query.state:
        found = found.filter(state=query.state)
    return page_of(found, query=query, order=("code", "id"))


@day_requests.post(
    "/{day_id}/requests", response={201: RequestOut}, operation_id="create_request", summary="상담 신청"
)
def post_request(request: HttpRequest, day_id: str, payload: RequestIn, key: Key = None) -> Status:
    """`sender`의 담당자와 센터 직원이 할 수 있습니다. 수락 표시와 고정 자리는 센터 직원만 정합니다."""
    day = day_of(request, day_id)
    mine = Participant.objects.visible_to(request.user).filter(day=day).select_related("day", "organisation")
    sender = named_record(mine, payload.sender, field="sender")
    receiver = named_record(may_be_asked(request, day, sender), payload.receiver, field="receiver")
    sent = once(
        request,
        key=key,
        records=MeetingRequest.objects.all(),
        create=lambda: send_request(
            sender=sender,
            receiver=receiver,
            **payload.dict(exclude={"sender", "receiver", "fixed_slot", "fixed_table"}),
            fixed_slot_number=payload.fixed_slot,
            fixed_table_number=payload.fixed_table,
            actor=user_of(request),
        ),
    )
    return Status(201, with_sides(MeetingRequest.objects.all()).get(pk=sent.pk))


def may_be_asked(request: HttpRequest, day: MatchingDay, sender: Participant) -> QuerySet[Participant]:
    """Whom the caller may name: the centre everybody, others whom they may ask or have asked already."""
    everybody = Participant.objects.filter(day=day).select_related("day", "organisation")
    if request.user.has_perm("caravan.manage_days"):
        return everybody
    partners = [partner.participant.pk for partner in partners_for(participant=sender)]
    known = Q(sent_requests__receiver=sender) | Q(received_requests__sender=sender)
    return everybody.filter(Q(pk__in=partners) | known).distinct()


@requests.get("/{request_id}", response=RequestOut, operation_id="get_request", summary="상담 신청 한 건")
def get_request(request: HttpRequest, request_id: str) -> MeetingRequest:
    return record_of(with_sides(MeetingRequest.objects.visible_to(request.user)), request_id)


@requests.patch(
    "/{request_id}", response=RequestOut, operation_id="update_request", summary="상담 신청 고치기"
)
def patch_request(request: HttpRequest, request_id: str, payload: RequestChange) -> MeetingRequest:
    """센터 직원만 고칩니다. 이미 배치된 상담은 옮기거나 다시 계산할 때까지 제자리에 있습니다."""
    found = record_of(with_sides(MeetingRequest.objects.visible_to(request.user)), request_id)
    now = {name: getattr(found, name) for name in ("rank", "reason", "wish")}
    now["fixed_slot"] = RequestOut.resolve_fixed_slot(found)
    now["fixed_table"] = RequestOut.resolve_fixed_table(found)
    wanted = {**now, **payload.dict(exclude_unset=True)}
    numbers = {f"{name}_number": wanted.pop(name) for name in ("fixed_slot", "fixed_table")}
    return update_request(request=found, **wanted, **numbers, actor=user_of(request))


@requests.post(
    "/{request_id}/answer", response=RequestOut, operation_id="answer_request", summary="신청에 답하기"
)
def post_answer(request: HttpRequest, request_id: str, payload: AnswerIn) -> MeetingRequest:
    """신청을 받은 쪽의 담당자와 센터 직원이 할 수 있습니다."""
    found = record_of(with_sides(MeetingRequest.objects.visible_to(request.user)), request_id)
    return answer_request(request=found, accept=payload.accept, reason=payload.reason, actor=user_of(request))


@requests.post(
    "/{request_id}/withdraw", response=RequestOut, operation_id="withdraw_request", summary="신청 철회"
)
def post_withdrawal(request: HttpRequest, request_id: str) -> MeetingRequest:
    """신청을 보낸 쪽의 담당자와 센터 직원이 할 수 있습니다."""
    found = record_of(with_sides(MeetingRequest.objects.visible_to(request.user)), request_id)
    return withdraw_request(request=found, actor=user_of(request))
