"""What the notice board holds about a person, for that person alone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.notices.models import Category, Recommendation, Subscription
from deungdae.apps.privacy.own_rows import Kind, Row, day, moment


def subscriptions(user: User) -> Iterator[Row]:
    found = Subscription.objects.filter(email__iexact=user.email).prefetch_related("tags")
    for one in found:
        names = [str(Category(code).label) for code in one.categories]
        names += [f"#{tag.name}" for tag in one.tags.all()]
        yield (one.email, ", ".join(names) or _("모든 새 글"), moment(one.confirmed_at))


def recommendations(user: User) -> Iterator[Row]:
    found = Recommendation.objects.filter(person=user).select_related("notice").order_by("-day", "-pk")
    for one in found:
        yield (one.notice.title, day(one.day))


NOTICES: tuple[Kind, ...] = (
    (
        "subscriptions",
        gettext_lazy("공지 구독"),
        (gettext_lazy("이메일"), gettext_lazy("받을 글"), gettext_lazy("시작한 때")),
        subscriptions,
    ),
    (
        "recommendations",
        gettext_lazy("추천한 공지"),
        (gettext_lazy("제목"), gettext_lazy("날짜")),
        recommendations,
    ),
)
