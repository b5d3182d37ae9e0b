"""Which days a person may see, and what happened to them."""

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingChange, MeetingRequest, Participant
from deungdae.apps.organisations.models import Membership


def days_visible_to(*, user: User) -> QuerySet[MatchingDay]:
    """Days with `participant_count`, `request_count`, `meeting_count` and `placed_count`."""
    meetings = Meeting.objects.exclude(state=Meeting.State.CANCELLED)
    return MatchingDay.objects.visible_to(user).annotate(
        participant_count=count_of(Participant.objects.all()),
        request_count=count_of(MeetingRequest.objects.all()),
        meeting_count=count_of(meetings),
        placed_count=count_of(meetings.filter(slot__isnull=False)),
    )


def count_of(rows: QuerySet) -> Coalesce:  # type: ignore[type-arg]
    """How many of the rows belong to the day in hand; a count of its own, so that counts do not multiply."""
    of_day = rows.filter(day=OuterRef("pk")).order_by().values("day").annotate(number=Count("pk"))
    return Coalesce(Subquery(of_day.values("number"), output_field=IntegerField()), 0)


def changes_of_day(*, day: MatchingDay) -> QuerySet[MeetingChange]:
    """The history of the timetable, the latest first."""
    return MeetingChange.objects.filter(day=day).select_related(
        "actor", "meeting__request", "meeting__first__organisation", "meeting__second__organisation"
    )


def may_act_for(*, user: User | None, participant: Participant) -> bool:
    """Whether a person may speak for a participant: the centre for all, others for their own organisation.

    Nobody (None) is the product itself, e.g. an import, whose right was asked before.
    """
    if user is None or user.has_perm("caravan.manage_days"):
        return True
    organisation = participant.organisation_id
    stands_for = Q(organisation=organisation) | Q(organisation__merged=organisation)
    return Membership.objects.in_use_by(user).filter(stands_for).exists()
