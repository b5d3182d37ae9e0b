"""What stands first on the board, in which order."""

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.core.errors import refused
from deungdae.apps.notices.models import Notice

MOST_PINNED = 5


@transaction.atomic
def pin(*, notice: Notice, place: int) -> None:
    """At this place among the pinned ones; those behind move on. 0: no longer pinned."""
    pinned = pinned_in_order()
    if place and notice.state != Notice.State.PUBLISHED:
        template = _("‘{state}’ 상태인 글은 맨 위에 둘 수 없습니다. 게시한 뒤에 하십시오.")
        raise refused("state", template, state=str(notice.get_state_display()))
    others = [one for one in pinned if one.pk != notice.pk]
    if place:
        if len(others) >= MOST_PINNED:
            template = _("맨 위에는 {most}개까지 둘 수 있습니다. 하나를 먼저 내려 주십시오.")
            raise refused("many", template, most=MOST_PINNED)
        others.insert(min(place, len(others) + 1) - 1, notice)
    put_in_order(pinned, others)


def unpin(notice: Notice) -> None:
    """It left the board."""
    if notice.pinned is not None:
        pinned = pinned_in_order()
        put_in_order(pinned, [one for one in pinned if one.pk != notice.pk])
        notice.pinned = None


def pinned_in_order() -> list[Notice]:
    """Locked: two who move at once move one after the other."""
    return list(Notice.objects.select_for_update().exclude(pinned=None).order_by("pinned"))


def put_in_order(before: list[Notice], wanted: list[Notice]) -> None:
    """First nobody has a place, then everybody the new one: no two ever share one."""
    Notice.objects.filter(pk__in=[one.pk for one in before]).update(pinned=None)
    for number, one in enumerate(wanted, 1):
        Notice.objects.filter(pk=one.pk).update(pinned=number)
