"""Telling subscribers of a new notice: a job, each address once for each notice, whatever happens."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.apps.notices.links import (
    short_address,
    subscription_address,
    unsubscribe_address,
)
from deungdae.apps.notices.models import Notice, Subscription
from deungdae.apps.notices.snippets import beginning

JOB = "notices.tell_subscribers"
IN_ONE_PART = 500
NEWS = timedelta(days=30)


def ask_letters(notice: Notice, *, actor: User | None) -> None:
    """In the transaction of the publication: with it or not at all. What comes back after a long time is no
    news, and the outbox may have forgotten who heard of it."""
    is_news = notice.published_at is not None and notice.published_at > clock.now() - NEWS
    if not is_news or not Subscription.objects.exists():
        return
    enqueue_job(
        name=JOB,
        title=_("구독자에게 알리기: %(title)s") % {"title": notice.title[:80]},
        arguments={"notice": notice.pk, "language": settings.LANGUAGE_CODE},
        idempotency_key=f"notice-letters:{notice.short_id}",
        owner=actor,
    )


def subscribers_of(notice: Notice) -> list[Subscription]:
    """Who wants its category, or one of its tags, or everything; in the order of their coming."""
    tags = set(notice.tags.values_list("pk", flat=True))
    people = Subscription.objects.prefetch_related("tags").order_by("pk")
    return [one for one in people if wants(one, notice.category, tags)]


def wants(one: Subscription, category: str, tags: set[int]) -> bool:
    chosen = {tag.pk for tag in one.tags.all()}
    if not chosen and not one.categories:
        return True
    return category in one.categories or not chosen.isdisjoint(tags)


@job_function(JOB)
def tell_subscribers(context: JobContext) -> None:
    """The outbox takes one message per address and notice, so a second run adds nothing."""
    notice = Notice.objects.get(pk=context.arguments["notice"])
    is_shown = notice.state == Notice.State.PUBLISHED
    people = subscribers_of(notice) if is_shown else []
    with transaction.atomic():
        context.hold()
        for start in range(0, len(people), IN_ONE_PART):
            post_messages([letter_of(notice, one) for one in people[start : start + IN_ONE_PART]])
        words = _("구독자 %(count)s명에게 보낼 메일을 썼습니다.")
        context.finish(message=words % {"count": f"{len(people):,}"})


def letter_of(notice: Notice, one: Subscription) -> OutboxMessage:
    """In the language that the subscriber chose; one press ends the subscription (RFC 8058)."""
    with translation.override(one.language):
        return message_of(
            recipient=one.email,
            occasion=f"notice:{notice.short_id}",
            template="notices/mail/notice",
            context={
                "notice": notice,
                "category": notice.get_category_display(),
                "words": beginning(notice.text, 400),
                "link": short_address(notice),
                "settings_link": subscription_address(one),
                "unsubscribe_link": unsubscribe_address(one),
            },
            about=notice.short_id,
            unsubscribe=unsubscribe_address(one),
        )


def ask_confirmation(*, email: str, link: str, language: str, occasion: str) -> None:
    """Anybody could have typed the address: nothing is kept before its owner has pressed."""
    with translation.override(language):
        message = message_of(
            recipient=email,
            occasion=occasion,
            template="notices/mail/confirm",
            context={"link": link},
        )
        post_messages([message])
