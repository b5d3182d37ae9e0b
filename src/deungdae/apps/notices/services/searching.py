"""Keeping what a notice is found by true."""

from collections.abc import Sequence

from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.notices.models import Attachment, Notice, NoticeSearch
from deungdae.apps.organisations.bridge.search import COLUMNS, search_values

MOST_LETTERS = 20_000
"""Of a body: what a longer one says further on is found by nobody."""


def index_notices(pks: Sequence[int]) -> None:
    """Write the search rows of these notices anew, in the caller's transaction."""
    for part in batches(pks, 200):
        NoticeSearch.objects.bulk_create(
            search_rows(part),
            update_conflicts=True,
            unique_fields=["notice"],
            update_fields=COLUMNS,
            batch_size=100,
        )


def search_rows(pks: Sequence[int]) -> list[NoticeSearch]:
    """The title is the name; each line of the text counts as a whole too, so that blanks do not matter."""
    notices = Notice.objects.filter(pk__in=pks).prefetch_related("tags").order_by("pk")
    files: dict[int, list[str]] = {}
    for pk, name in Attachment.objects.filter(notice__in=pks).values_list("notice", "file__shown_name"):
        files.setdefault(pk, []).append(name.rpartition(".")[0])
    return [
        NoticeSearch(
            notice_id=one.pk,
            **search_values(
                names=[one.title, *one.text[:MOST_LETTERS].splitlines()],
                texts=[
                    one.person,
                    one.department,
                    *(tag.name for tag in one.tags.all()),
                    *files.get(one.pk, ()),
                ],
            ),
        )
        for one in notices
    ]
