"""How many notices on the board have a tag, kept so that no page counts."""

from collections.abc import Iterable

from django.db.models import Count, Q

from deungdae.apps.notices.models import Notice, Tag


def recount_tags(keys: Iterable[int]) -> None:
    """Of these tags, in the transaction of whatever changed them."""
    on_board = Count("notices", filter=Q(notices__state=Notice.State.PUBLISHED))
    for tag in Tag.objects.filter(pk__in=list(keys)).annotate(on_board=on_board):
        if tag.number != tag.on_board:
            Tag.objects.filter(pk=tag.pk).update(number=tag.on_board)


def tags_on(keys: Iterable[int]) -> set[int]:
    """The tags of these notices."""
    return set(Tag.objects.filter(notices__in=list(keys)).values_list("pk", flat=True))
