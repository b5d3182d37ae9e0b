"""Forums as lists and their figures."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.forum.models import Forum, Registration, Talk, TalkReview
from deungdae.apps.forum.rules import OVER

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Filters:
    q: str = ""
    state: str = ""

    @property
    def count(self) -> int:
        return sum(bool(getattr(self, name)) for name in self.__dataclass_fields__)


def forums_matching(*, user: Viewer, filters: Filters) -> QuerySet[Forum]:
    """What this viewer sees; the ones to come first."""
    found = with_counts(Forum.objects.visible_to(user))
    if filters.q:
        found = found.filter(title__icontains=filters.q)
    if filters.state in Forum.State.values:
        found = found.filter(state=filters.state)
    return found.annotate(is_over=Q(state__in=OVER)).order_by("is_over", "-first_day", "-id")


def with_counts(forums: QuerySet[Forum]) -> QuerySet[Forum]:
    """With `held_count` and `waiting_count`."""
    held = Count("registrations", filter=Q(registrations__state__in=Registration.HOLDING))
    waiting = Count("registrations", filter=Q(registrations__state=Registration.State.WAITING))
    return forums.annotate(held_count=held, waiting_count=waiting)


def talk_counts(forum: Forum) -> list[tuple[str, int]]:
    """How many talks are in each state, in words; the ones without any are left out."""
    rows = Talk.objects.filter(forum=forum).order_by().values_list("state").annotate(number=Count("pk"))
    counts = dict(rows)
    return [(str(label), counts[value]) for value, label in Talk.State.choices if value in counts]


def reviews_open(user: Viewer) -> QuerySet[TalkReview]:
    """The reviews that this person was asked for, those to be done first."""
    found = TalkReview.objects.filter(reviewer=user.pk).exclude(talk__state__in=("asked", "withdrawn"))
    parts = found.select_related("talk__forum", "talk__track").prefetch_related("talk__speakers")
    return parts.order_by("reviewed_at", "pk") if user.is_authenticated else parts.none()


def talks_of_forum(forum: Forum, *, state: str = "", track: str = "") -> QuerySet[Talk]:
    """With counts of reviews; `twin`: another talk of the forum has the same title or first speaker."""
    found = Talk.objects.filter(forum=forum).exclude(state=Talk.State.ASKED)
    if state in Talk.State.values:
        found = found.filter(state=state)
    if track.isdecimal():
        found = found.filter(track=int(track[:9]))
    done = Q(reviews__reviewed_at__isnull=False)
    others = Talk.objects.filter(forum=forum, title__iexact=OuterRef("title")).exclude(pk=OuterRef("pk"))
    others = others.exclude(state__in=(Talk.State.ASKED, Talk.State.WITHDRAWN))
    parts = found.select_related("track", "slot", "room__resource").prefetch_related("speakers", "reviews")
    return parts.annotate(
        asked_count=Count("reviews"), done_count=Count("reviews", filter=done), has_twin=Exists(others)
    ).order_by("number")


def mean_of(talk: Talk) -> str:
    """The mean of all scores, so that more reviewers are no advantage; empty without any."""
    scores = [
        getattr(review, name)
        for review in talk.reviews.all()
        if review.reviewed_at is not None
        for name in TalkReview.CRITERIA
    ]
    return f"{sum(scores) / len(scores):.2f}" if scores else ""


def review_lines(talk: Talk) -> list[dict[str, Any]]:
    reviews = talk.reviews.select_related("reviewer").order_by("pk")
    return [
        {
            "review": review,
            "who": str(review.reviewer),
            "scores": [getattr(review, name) for name in TalkReview.CRITERIA],
        }
        for review in reviews
    ]
