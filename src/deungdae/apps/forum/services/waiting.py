"""The waiting list of a forum: whoever came first gets what becomes free, and has a while to accept it."""

from django.db import transaction
from django.utils.translation import gettext_noop

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.forum.models import Forum, Registration, TalkWish
from deungdae.apps.forum.rules import OVER
from deungdae.apps.forum.services import letters
from deungdae.apps.forum.services.turns import for_each, lock_forum, seats_to
from deungdae.apps.forum.spans import begins, offer_end

State = Registration.State


def free_seats(forum: Forum) -> int:
    """How many seats of the locked forum nobody holds."""
    return max(forum.capacity - Registration.objects.filter(forum=forum).holding().count(), 0)


def fill_seats(forum: Forum, *, actor: User | None) -> list[Registration]:
    """Offer the free seats of a locked forum to those who wait, in the order of arrival."""
    now, free = clock.now(), free_seats(forum)
    if forum.state in OVER or begins(forum) <= now or not free:
        return []
    found = list(Registration.objects.filter(forum=forum).waiting()[:free])
    for one in found:
        one.forum = forum
    seats_to(found, State.OFFERED, actor=actor, offer_until=offer_end(forum, now))
    letters.tell_people(found, letters.SEAT_OFFERED)
    return found


def drop_talk_seats(people: list[Registration]) -> None:
    """Who has no seat of the forum holds none of a talk; wishes of talks without own seats stay."""
    TalkWish.objects.filter(registration__in=people, talk__seats__isnull=False).delete()


def expire_offers() -> int:
    """A worker's chore: offers that nobody took go to the next in the list. In how many forums."""
    late = Registration.objects.filter(state=State.OFFERED, offer_until__lte=clock.now())
    forums = list(Forum.objects.filter(pk__in=late.values("forum")).order_by("pk"))
    for_each(forums, expire_offers_of)
    return len(forums)


@transaction.atomic
def expire_offers_of(forum: Forum) -> int:
    forum = lock_forum(forum)
    late = Registration.objects.filter(forum=forum, state=State.OFFERED, offer_until__lte=clock.now())
    found = list(late.order_by("number"))
    for one in found:
        one.forum = forum
    seats_to(found, State.EXPIRED, actor=None, reason=gettext_noop("수락 기한이 지남"))
    drop_talk_seats(found)
    letters.tell_people(found, letters.SEAT_EXPIRED)
    fill_seats(forum, actor=None)
    return len(found)
