"""Writing the posts of an old board with their files, whole, and taking them back."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.errors import refused
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.core.models import ImportRun, StoredFile
from deungdae.apps.notices.files.kinds import KINDS, ending_of
from deungdae.apps.notices.files.looking import Looked
from deungdae.apps.notices.models import Attachment, Notice, NoticeStep, NoticeVersion
from deungdae.apps.notices.services.attachments import reading_of
from deungdae.apps.notices.services.codes import free_codes
from deungdae.apps.notices.services.notices import tags_of, version_of
from deungdae.apps.notices.services.searching import index_notices
from deungdae.apps.notices.services.tagging import recount_tags, tags_on


@dataclass(frozen=True, slots=True)
class OldFile:
    """`path`: in the archive; `name`: as people know it."""

    path: str
    name: str
    text: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class OldPost:
    """A post as it stood on another board."""

    category: str
    title: str
    body: str
    text: str
    day: date
    department: str
    person: str = ""
    contact: str = ""
    views: int | None = None
    tags: tuple[str, ...] = ()
    files: tuple[OldFile, ...] = ()


@transaction.atomic
def write_posts(
    *, posts: Sequence[OldPost], archive: Path | None, run: ImportRun, actor_id: int | None
) -> list[Notice]:
    """All of them, published on their own days; nobody is told. Files that were written go when one fails."""
    rows = [
        notice_of(post, run, actor_id, code) for post, code in zip(posts, free_codes(len(posts)), strict=True)
    ]
    made = Notice.objects.bulk_create(rows, batch_size=200)
    kept: list[StoredFile] = []
    try:
        for notice, post in zip(made, posts, strict=True):
            write_around(notice, post)
        if archive is not None:
            with zipfile.ZipFile(archive) as source:
                for notice, post in zip(made, posts, strict=True):
                    keep_files(source, notice, post, kept, actor_id)
        index_notices([one.pk for one in made])
        recount_tags(set().union(*(tags_on(part) for part in batches([one.pk for one in made]))))
    except Exception:
        for stored in kept:
            discard_file(stored=stored)
        raise
    return made


def notice_of(post: OldPost, run: ImportRun, actor_id: int | None, code: str) -> Notice:
    return Notice(
        code=code,
        category=post.category,
        title=post.title,
        body=post.body,
        text=post.text,
        department=post.department,
        person=post.person,
        contact=post.contact,
        state=Notice.State.PUBLISHED,
        published_at=moment(post.day, 0),
        imported_views=post.views,
        run=run,
        created_by_id=actor_id,
        created_at=clock.now(),
        changed_at=moment(post.day, 0),
    )


def write_around(notice: Notice, post: OldPost) -> None:
    """Tags, the first version, the step."""
    tags, now = tags_of(post.tags), clock.now()
    notice.tags.set(tags)
    version_of(notice, tags, at=now, actor=None, is_imported=True).save(force_insert=True)
    NoticeStep.objects.create(
        notice=notice, state=notice.state, at=now, actor_id=notice.created_by_id, is_imported=True
    )


def keep_files(
    source: zipfile.ZipFile, notice: Notice, post: OldPost, kept: list[StoredFile], actor_id: int | None
) -> None:
    for number, one in enumerate(post.files, 1):
        ending = ending_of(one.name)
        stored = keep_file(
            file=ContentFile(source.read(one.path), name=one.name),
            shown_name=one.name,
            content_type=KINDS[ending].content_type,
            extension=ending,
            owner_id=actor_id,
        )
        kept.append(stored)
        stored.scan_state = StoredFile.Scan.CLEAN
        stored.save()
        looked = Looked(one.text, one.is_cut)
        Attachment.objects.create(
            notice=notice,
            file=stored,
            number=number,
            description=one.name.rpartition(".")[0]
            if KINDS[ending].content_type.startswith("image/")
            else "",
            reading=reading_of(looked),
            text=looked.text,
        )


@transaction.atomic
def take_back_posts(*, run: ImportRun) -> None:
    """Unless somebody has gone on with one of them: then nothing goes."""
    mine = Notice.objects.select_for_update(of=("self",)).filter(run=run)
    keys = list(mine.values_list("pk", flat=True))
    for part in batches(keys):
        touched = Notice.objects.filter(pk__in=part).exclude(
            version=1, state=Notice.State.PUBLISHED, pinned=None
        )
        one = touched.first()
        if one is not None:
            template = _(
                "‘{title}’(을/를) 가져온 뒤에 고치거나 옮겨서 되돌릴 수 없습니다. 그 글은 직접 내리십시오."
            )
            raise refused("import_undo_changed", template, title=one.title)
    tags = set().union(*(tags_on(part) for part in batches(keys)))
    for part in batches(keys):
        files = StoredFile.objects.filter(pk__in=Attachment.objects.filter(notice__in=part).values("file"))
        gone = list(files)
        Attachment.objects.filter(notice__in=part).delete()
        StoredFile.objects.filter(pk__in=[one.pk for one in gone]).delete()
        for stored in gone:
            transaction.on_commit(partial(discard_file, stored=stored))
        NoticeVersion.objects.filter(notice__in=part).delete()
        NoticeStep.objects.filter(notice__in=part).delete()
        Notice.objects.filter(pk__in=part).delete()
    recount_tags(tags)
