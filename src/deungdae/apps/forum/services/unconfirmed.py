"""Talks and registrations whose mail nobody confirmed: anybody could have typed the address, so they go."""

from datetime import timedelta

from django.db import transaction

from deungdae.apps.core import clock
from deungdae.apps.forum.models import Forum, Registration, Talk
from deungdae.apps.forum.services.turns import for_each, lock_forum
from deungdae.apps.organisations.services.history import Act, remove

KEPT = timedelta(days=7)
"""So long a link of a mail may be confirmed."""


def drop_unconfirmed() -> int:
    """A worker's chore. In how many forums."""
    before = clock.now() - KEPT
    talks = Talk.objects.filter(state=Talk.State.ASKED, sent_at__lte=before)
    people = Registration.objects.filter(state=Registration.State.ASKED, requested_at__lte=before)
    found = Forum.objects.filter(pk__in=talks.values("forum")) | Forum.objects.filter(
        pk__in=people.values("forum")
    )
    forums = list(found.order_by("pk"))
    for_each(forums, drop_unconfirmed_of)
    return len(forums)


@transaction.atomic
def drop_unconfirmed_of(forum: Forum) -> None:
    """With the forum locked nobody confirms what goes; of a talk its reviews go too."""
    forum, before = lock_forum(forum), clock.now() - KEPT
    Registration.objects.filter(
        forum=forum, state=Registration.State.ASKED, requested_at__lte=before
    ).delete()
    for talk in Talk.objects.filter(forum=forum, state=Talk.State.ASKED, sent_at__lte=before):
        talk.reviews.all().delete()
        remove(talk, Act(None))
