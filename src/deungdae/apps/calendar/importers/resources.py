"""The list of rooms, halls and vehicles: one in a row, judged by the form's own rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.calendar.forms.resource import ResourceForm, content_of, initial_of
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.rules import WRITE
from deungdae.apps.calendar.services import resources as services
from deungdae.apps.calendar.services.resources import Content
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import (
    Column,
    Counts,
    ImportData,
    Importer,
    Outcome,
    Person,
    Row,
    Sheet,
    Tell,
    Verdict,
)
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.texts import short_text
from deungdae.engine.kernel.korean import sentence

Key = tuple[str, str, str]
"""Kind, name and place: what a row is recognised by."""
KIND_WORDS: dict[str, Sequence[object]] = {
    Resource.Kind.ROOM.value: (Resource.Kind.ROOM.label, "회의실", "강의실", "room"),
    Resource.Kind.HALL.value: (Resource.Kind.HALL.label, "강당", "hall"),
    Resource.Kind.VEHICLE.value: (Resource.Kind.VEHICLE.label, "차", "vehicle"),
}


def lines(value: str) -> str:
    """Several opening times, one in a line."""
    return "\n".join(part.strip() for part in value.replace(";", "\n").splitlines() if part.strip())


SHEET = Sheet(
    "resources",
    (gettext_lazy("자원"), "회의실", "강의실", "자원 목록", "rooms", "resources"),
    (
        Column(
            "kind",
            (gettext_lazy("종류"), "구분", "kind"),
            parse=cells.one_of(KIND_WORDS),
            example="회의실",
            help=gettext_lazy("회의실·강의실, 홀, 차량. 새 자원은 비우면 회의실·강의실입니다."),
        ),
        Column(
            "name",
            (gettext_lazy("이름"), "회의실명", "강의실명", "name"),
            parse=short_text(100, required=True),
            required=True,
            example="301호",
        ),
        Column(
            "place",
            (gettext_lazy("장소"), "주소", "위치", "place"),
            parse=short_text(200),
            example="서울 삼성동 본관 3층",
        ),
        Column("region", (gettext_lazy("지역"), "시군구", "region"), example="서울특별시 강남구"),
        Column(
            "seats",
            (gettext_lazy("좌석 수"), "좌석", "정원", "수용 인원", "seats"),
            parse=cells.integer,
            example="24",
        ),
        Column("equipment", (gettext_lazy("장비"), "기자재", "equipment"), example="빔프로젝터, 화상회의"),
        Column(
            "openings",
            (gettext_lazy("여는 시간"), "운영 시간", "opening times"),
            parse=lines,
            example="월~금 09:00~18:00",
            help=gettext_lazy("여럿이면 ‘;’로 나눕니다. 비우면 언제나 예약할 수 있습니다."),
        ),
    ),
)
COLUMNS = tuple(column.name for column in SHEET.columns)


@dataclass(slots=True)
class Wanted:
    """What a row makes of a resource; `known` None: a new one."""

    known: Resource | None
    content: Content


@dataclass(slots=True)
class Plan:
    wanted: list[Wanted] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class ResourceImporter(Importer):
    name = "resources"
    title = gettext_lazy("회의실과 차량")
    permission = WRITE
    help = gettext_lazy(
        "한 행에 회의실, 홀, 차량 하나를 적습니다. 종류, 이름, 장소가 같은 것이 있으면 그것을 고칩니다. "
        "빈 칸은 아무것도 바꾸지 않습니다."
    )
    sheets = (SHEET,)

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        verdict, plan = Verdict(), Plan()
        tell(20, _("등록된 자원과 견주는 중입니다."))
        known = known_resources()
        seen: dict[Key, int] = {}
        for row in data.rows(SHEET.name):
            key = key_of(row)
            if key in seen:
                message = _("%(row)s행과 같은 자원입니다.") % {"row": seen[key]}
                remedy = _("한 행만 남겨 주십시오.")
                verdict.issues.append(row.issue("name", code="twice", message=message, remedy=remedy))
                continue
            seen[key] = row.number
            judge(row, known.get(key), plan, verdict)
        verdict.counts[SHEET.name] = plan.counts
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan = cast(Plan, data.plan)
        log: dict[str, list[Any]] = {"created": [], "changed": []}
        for one in plan.wanted:
            before = None if one.known is None else initial_of(one.known)
            if one.known is None:
                resource = services.create_resource(content=one.content, actor=actor)
            else:
                resource = services.update_resource(resource=one.known, content=one.content, actor=actor)
            log["created" if before is None else "changed"].append(
                [resource.pk, resource.updated_at.isoformat(), before]
            )
        return Outcome({SHEET.name: plan.counts}, {**log})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        for pk, written_at, before in [*run.undo_log["created"], *run.undo_log["changed"]]:
            resource = Resource.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if resource is None or resource.updated_at != datetime.fromisoformat(written_at):
                raise changed_since(resource)
            if before is not None:
                restore(resource, before, actor)
            elif resource.bookings.exists():
                raise changed_since(resource)
            else:
                resource.delete()

    def result_url(self, run: ImportRun) -> str:
        return reverse("calendar:list")


def key_of(row: Row) -> Key:
    kind = str(row["kind"] or Resource.Kind.ROOM.value)
    return kind, str(row["name"]), str(row["place"] or "")


def known_resources() -> dict[Key, Resource]:
    found = Resource.objects.kept().exclude(kind=Resource.Kind.PERSON)
    rows = found.select_related("region").prefetch_related("opening_times")
    return {(one.kind, one.name, one.place): one for one in rows}


def judge(row: Row, known: Resource | None, plan: Plan, verdict: Verdict) -> None:
    """Let the form judge what the row says over what is known; a blank cell leaves what is there."""
    before = initial_of(known) if known is not None else {"kind": Resource.Kind.ROOM.value}
    form = ResourceForm({**before, **{name: row[name] for name in COLUMNS if row[name] is not None}})
    if not form.is_valid():
        for column, errors in form.errors.items():
            place = column if column in COLUMNS else ""
            for error in errors:
                verdict.issues.append(row.issue(place, code="resource", message=str(error)))
        return
    if known is not None and form.content() == content_of(before, holder=None):
        plan.counts.unchanged += 1
        return
    plan.wanted.append(Wanted(known, form.content()))
    if known is None:
        plan.counts.created += 1
    else:
        plan.counts.changed += 1


def restore(resource: Resource, before: dict[str, Any], actor: Person | None) -> None:
    content = content_of(before, holder=None)
    if content is None:
        raise changed_since(resource)
    services.update_resource(resource=resource, content=content, actor=actor)


def changed_since(resource: Resource | None) -> RefusedError:
    template = _(
        "‘{name}’(이/가) 그 뒤에 다시 바뀌거나 예약되어 되돌릴 수 없습니다. 그 자원을 직접 고쳐 주십시오."
    )
    name = resource.name if resource is not None else _("지워진 자원")
    return RefusedError("import_undo_changed", sentence(template, {"name": name}))
