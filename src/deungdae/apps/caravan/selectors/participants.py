"""Who comes, and whom one may ask for a meeting."""

import unicodedata
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant


def participants_of_day(*, day: MatchingDay, search: str = "", side: str = "") -> QuerySet[Participant]:
    """Participants by number with `sent_count`, `received_count`, `accepted_count`, people, absences."""
    accepted = MeetingRequest.State.ACCEPTED
    found = Participant.objects.filter(day=day)
    if side:
        found = found.filter(side=side)
    for word in words_of(search):
        found = found.filter(
            Q(organisation__name__icontains=word) | Q(code__icontains=word) | Q(contact_name__icontains=word)
        )
    return (
        found.select_related("organisation", "own_table", "day")
        .prefetch_related("attendees", "absences")
        .annotate(
            sent_count=Count("sent_requests", distinct=True),
            received_count=Count("received_requests", distinct=True),
            accepted_count=Count("sent_requests", filter=Q(sent_requests__state=accepted), distinct=True)
            + Count("received_requests", filter=Q(received_requests__state=accepted), distinct=True),
        )
        .order_by("code", "id")
    )


def words_of(search: str) -> list[str]:
    """The words of a search as they are kept (NFC); NUL and more than eight words are left away."""
    return unicodedata.normalize("NFC", search.replace("\x00", " ")).split()[:8]


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who may be asked: published facts only, no person and no address."""

    participant: Participant
    code: str
    name: str
    side: str
    industry: str
    region: str
    products: str
    home_page: str


def may_meet(*, day: MatchingDay, first_side: str, second_side: str) -> bool:
    """Whether the two sides have something to say to each other on this day."""
    if day.mode == MatchingDay.Mode.BROKERAGE or Participant.Side.FREE in (first_side, second_side):
        return True
    return first_side != second_side


def partners_for(*, participant: Participant) -> list[Partner]:
    """Whom this participant may still ask, by name."""
    day = participant.day
    live = [MeetingRequest.State.PENDING, MeetingRequest.State.ACCEPTED, MeetingRequest.State.DECLINED]
    asked = MeetingRequest.objects.filter(day=day, state__in=live)
    others = (
        Participant.objects.filter(day=day)
        .exclude(pk=participant.pk)
        .exclude(pk__in=asked.filter(sender=participant).values("receiver"))
        .exclude(pk__in=asked.filter(receiver=participant).values("sender"))
        .select_related("organisation__industry", "organisation__region")
        .order_by("organisation__name", "id")
    )
    return [
        partner_facts(other)
        for other in others
        if may_meet(day=day, first_side=participant.side, second_side=other.side)
    ]


def partner_facts(participant: Participant) -> Partner:
    organisation = participant.organisation
    return Partner(
        participant=participant,
        code=participant.code,
        name=organisation.name,
        side=participant.get_side_display(),
        industry=str(organisation.industry or ""),
        region=str(organisation.region or ""),
        products=organisation.products,
        home_page=organisation.home_page,
    )
