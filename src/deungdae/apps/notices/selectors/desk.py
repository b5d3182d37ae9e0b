"""The board as the staff see it: everything in every state."""

from django.db.models import Count, Q, QuerySet

from deungdae.apps.notices.models import Category, Notice, Subscription

PAGE_SIZE = 30


def notices_at_desk(*, q: str, state: str, category: str) -> QuerySet[Notice]:
    found = Notice.objects.defer("body", "text").annotate(files=Count("attachments"))
    if q:
        found = found.filter(Q(title__icontains=q) | Q(person__icontains=q) | Q(department__icontains=q))
    if state in Notice.State.values:
        found = found.filter(state=state)
    if category in Category.values:
        found = found.filter(category=category)
    return found.order_by("-changed_at", "-pk")


def counts_by_state() -> dict[str, int]:
    return dict(Notice.objects.order_by().values_list("state").annotate(number=Count("pk")))


def subscriber_count() -> int:
    return Subscription.objects.count()
