"""Old posts from a list: their dates, what the old board had counted, their files from an archive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short, is_short
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import (
    Column,
    Counts,
    ImportData,
    Importer,
    Issue,
    Outcome,
    Person,
    Row,
    Sheet,
    Subject,
    Tell,
    Verdict,
)
from deungdae.apps.core.models import ImportRun
from deungdae.apps.notices.files.kinds import ending_of
from deungdae.apps.notices.files.looking import fault_words, look_at_each
from deungdae.apps.notices.forms.notices import body_typed, tags_typed
from deungdae.apps.notices.models import Category, Notice, OldFiles
from deungdae.apps.notices.models.notices import MOST_TITLE
from deungdae.apps.notices.rich_text import Cleaned, cleaned
from deungdae.apps.notices.rules import WRITE
from deungdae.apps.notices.services.notices import MOST_TAGS
from deungdae.apps.notices.services.old_files import names_in
from deungdae.apps.notices.services.old_posts import OldFile, OldPost, take_back_posts, write_posts
from deungdae.apps.organisations.texts import short_text
from deungdae.engine.kernel.korean import sentence

SHEET = "notices"
CELL_END = 32_767
"""Excel cuts a cell there without a word."""
CATEGORIES = {
    Category.NOTICE.value: (Category.NOTICE.label, Category.NOTICE.value, "알림"),
    Category.PRESS.value: (Category.PRESS.label, Category.PRESS.value, "보도"),
    Category.CALL.value: (Category.CALL.label, Category.CALL.value, "모집", "공모"),
    Category.EVENT.value: (Category.EVENT.label, Category.EVENT.value),
    Category.TENDER.value: (Category.TENDER.label, Category.TENDER.value, "입찰공고"),
}


def file_names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.replace("\n", ";").split(";") if (name := part.strip()))


COLUMNS = (
    Column(
        "category",
        (gettext_lazy("분류"), "게시판", "category"),
        required=True,
        parse=cells.one_of(CATEGORIES),
        example="보도자료",
    ),
    Column(
        "title",
        (gettext_lazy("제목"), "title"),
        required=True,
        parse=short_text(MOST_TITLE, required=True),
        example="카라반 상담 성과",
    ),
    Column(
        "body",
        (gettext_lazy("내용"), "본문", "body"),
        required=True,
        parse=body_typed,
        example="본문을 글이나 HTML로 적습니다.",
    ),
    Column(
        "day",
        (gettext_lazy("날짜"), "작성일", "등록일", "date"),
        required=True,
        parse=cells.day,
        example="2023-05-02",
    ),
    Column(
        "views",
        (gettext_lazy("조회 수"), "조회", "조회수", "views"),
        parse=cells.whole_number(0, 1_000_000_000),
        help=gettext_lazy("옛 게시판이 센 값으로 따로 표시합니다. 여기서 센 수와 섞지 않습니다."),
        example="1284",
    ),
    Column(
        "department",
        (gettext_lazy("담당 부서"), "부서", "department"),
        required=True,
        parse=short_text(80, required=True),
        example="기업지원팀",
    ),
    Column("person", (gettext_lazy("담당자"), "작성자", "author"), parse=short_text(80), example="김도윤"),
    Column("contact", (pgettext_lazy("notice", "연락처"), "contact"), parse=short_text(120)),
    Column("tags", (gettext_lazy("꼬리표"), "태그", "tags"), parse=tags_typed, example="카라반, 성과"),
    Column(
        "files",
        (pgettext_lazy("files", "붙임"), "첨부", "첨부파일", "files"),
        parse=file_names,
        help=gettext_lazy("먼저 올린 압축 파일 속 이름을 ‘;’으로 나누어 적습니다."),
        example="성과.pdf; 사진.jpg",
    ),
)


@dataclass(slots=True)
class Plan:
    posts: list[OldPost] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    archive: Path | None = None


class PostImporter(Importer):
    name = SHEET
    title = gettext_lazy("옛 공지")
    permission = WRITE
    help = gettext_lazy(
        "다른 게시판의 글입니다. 날짜와 담당자, 옛 조회 수를 그대로 옮기고 구독자에게 알리지 않습니다. 같은"
        " 날짜와 제목의 글이 이미 있으면 그대로 둡니다. 붙임이 있으면 ‘게시판 관리 → 옛 글 옮기기’에서 압축"
        " 파일을 먼저 올리십시오."
    )
    sheets = (Sheet(SHEET, (gettext_lazy("옛 공지"), "공지", "게시물", "posts"), COLUMNS),)

    def subject_title(self, *, subject: str, user: Person) -> str | None:
        if subject == "":
            return ""
        found = archive_of(subject)
        return found.file.shown_name if found is not None and user.has_perm(WRITE) else None

    def subjects(self, *, subjects: set[str], user: Person) -> dict[str, Subject]:
        if not user.has_perm(WRITE):
            return {}
        found = {one: archive_of(one) for one in subjects if one}
        url = reverse("notices:old")
        return {name: Subject(one.file.shown_name, url) for name, one in found.items() if one is not None}

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        """Every row is a post that is new, or there already; every file named is in the archive and good."""
        verdict, plan = Verdict(), Plan()
        files = Files(data.subject)
        plan.archive = files.path
        known = known_posts()
        told: dict[tuple[date, str], int] = {}
        for row in data.rows(SHEET):
            key = (cast(date, row["day"]), str(row["title"]))
            found = list(faults_of(row, told.get(key), files))
            verdict.issues += found
            told.setdefault(key, row.number)
            if found:
                continue
            if key in known:
                plan.counts.unchanged += 1
            else:
                plan.posts.append(post_of(row, files))
        plan.counts.created = len(plan.posts)
        verdict.counts[SHEET] = plan.counts
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan = cast(Plan, data.plan)
        made = write_posts(
            posts=plan.posts, archive=plan.archive, run=run, actor_id=actor.pk if actor else None
        )
        return Outcome({SHEET: plan.counts}, {"created": [one.pk for one in made]})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        take_back_posts(run=run)

    def result_url(self, run: ImportRun) -> str:
        return reverse("notices:desk")


def archive_of(subject: str) -> OldFiles | None:
    if not is_short(subject):
        return None
    return OldFiles.objects.select_related("file").filter(public_id=from_short(subject)).first()


def known_posts() -> set[tuple[date, str]]:
    rows = Notice.objects.exclude(published_at=None).values_list("published_at", "title")
    return {(day_of(at), title) for at, title in rows if at is not None}


class Files:
    """The archive of the import: its files by the names people use, and what was found in each."""

    def __init__(self, subject: str) -> None:
        self.path: Path | None = None
        self.paths: dict[str, list[str]] = {}
        self.looked: dict[str, dict[str, Any]] = {}
        if not subject:
            return
        archive = archive_of(subject)
        if archive is None:
            raise RefusedError(
                "gone", _("이 가져오기의 압축 파일이 없습니다. 압축 파일부터 다시 올려 주십시오.")
            )
        self.path = Path(archive.file.content.path)
        self.looked = look_at_each(self.path)
        for path, (name, _size) in names_in(self.path).items():
            self.paths.setdefault(name, []).append(path)

    def fault_of(self, name: str) -> str:
        """Why this file cannot be taken; empty when it can."""
        paths = self.paths.get(name, [])
        if self.path is None:
            return _("붙임이 적혀 있는데 올린 압축 파일이 없습니다.")
        if not paths:
            return sentence(_("‘{name}’(이/가) 압축 파일 안에 없습니다."), {"name": name[:80]})
        if len(paths) > 1:
            template = _("압축 파일 안에 ‘{name}’(이/가) {count}개 있습니다.")
            return sentence(template, {"name": name[:80], "count": len(paths)})
        found = self.looked.get(paths[0], {"fault": "damaged", "what": ""})
        return fault_words(found, name=name, ending=ending_of(name)) if "fault" in found else ""

    def file(self, name: str) -> OldFile:
        [path] = self.paths[name]
        found = self.looked[path]
        return OldFile(path=path, name=name, text=found["text"], is_cut=found["is_cut"])


def faults_of(row: Row, before: int | None, files: Files) -> Iterator[Issue]:
    if before is not None:
        template = _("같은 날짜와 제목의 글이 {before}행에도 있습니다.")
        yield issue(
            row, "title", "twice", sentence(template, {"before": before}), _("한 행만 남겨 주십시오.")
        )
    if cast(date, row["day"]) > clock.today():
        yield issue(
            row, "day", "to_come", _("아직 오지 않은 날입니다."), _("글이 올랐던 날을 적어 주십시오.")
        )
    body = body_of(row)
    if not body.text:
        message = _("내용에 글이 없고 그림뿐입니다.") if body.pictures else _("내용에 글이 없습니다.")
        yield issue(row, "body", "no_text", message, _("그림에 있는 말을 글로 적어 주십시오."))
    if len(row.text_of("body")) >= CELL_END:
        remedy = _("긴 글은 CSV로 저장해 올리거나 나머지를 붙임으로 옮겨 주십시오.")
        yield issue(row, "body", "cut", _("내용이 Excel의 칸 끝에서 잘렸습니다."), remedy)
    if len(cast(Sequence[str], row["tags"] or ())) > MOST_TAGS:
        words = sentence(_("꼬리표가 {most}개를 넘습니다."), {"most": MOST_TAGS})
        yield issue(row, "tags", "tags", words, _("줄여 주십시오."))
    for name in cast(Sequence[str], row["files"] or ()):
        fault = files.fault_of(name)
        if fault:
            yield issue(row, "files", "file", fault, _("이름을 고치거나 압축 파일을 다시 묶어 주십시오."))


def issue(row: Row, column: str, code: str, message: str, remedy: str) -> Issue:
    return row.issue(column, code=code, message=message, remedy=remedy)


def body_of(row: Row) -> Cleaned:
    return cleaned(str(row["body"]))


def post_of(row: Row, files: Files) -> OldPost:
    body = body_of(row)
    return OldPost(
        category=str(row["category"]),
        title=str(row["title"]),
        body=body.body,
        text=body.text,
        day=cast(date, row["day"]),
        department=str(row["department"]),
        person=str(row["person"] or ""),
        contact=str(row["contact"] or ""),
        views=cast("int | None", row["views"]),
        tags=tuple(cast(Sequence[str], row["tags"] or ())),
        files=tuple(files.file(name) for name in cast(Sequence[str], row["files"] or ())),
    )
