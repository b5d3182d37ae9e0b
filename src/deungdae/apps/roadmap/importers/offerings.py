"""The list of offerings as people have it: one in a row, judged by the form's own rules."""

from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id
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
from deungdae.apps.diagnosis.bridge.frameworks import title_of
from deungdae.apps.diagnosis.selectors.assessments import versions_in_use
from deungdae.apps.roadmap.forms.offering import OfferingForm, initial_of
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.rules import KEEP
from deungdae.apps.roadmap.services.offerings import Content, save_offering
from deungdae.engine.kernel.korean import sentence

NAME = "offerings"
ALSO: dict[str, tuple[str, str]] = {
    "code": ("항목 코드", "P-2026-01"),
    "kind": ("구분", "지원 사업"),
    "stage": ("지원 단계", "실행 지원"),
    "title": ("사업명", "스마트공장 고도화 지원"),
    "title_english": ("english title", ""),
    "summary": ("내용", ""),
    "provider": ("주관 기관", ""),
    "family": ("framework", "eu-dma-sme"),
    "serves": ("영역", "D2 25~75 +20; D4 25~50 +10"),
    "needs": ("선행 항목", ""),
    "record": ("연결", ""),
    "months": ("기간(달)", "6"),
    "cost_krw": ("비용", "8,000만원"),
    "subsidy_krw": ("지원금", "4,000만원"),
    "hours": ("직원 시간", "120"),
    "seats": ("자리", "20"),
    "last_day": ("마감일", "2027-03-31"),
    "start_months": ("시작 달", "3, 9"),
    "sizes": ("규모", "중견기업"),
    "industries": ("업종 코드", "C"),
    "regions": ("시·도", ""),
    "condition": ("조건", ""),
    "link": ("주소", "https://example.org/programme"),
}
"""What people also call a column, and an example."""


def columns() -> tuple[Column, ...]:
    fields = OfferingForm.base_fields
    return tuple(
        Column(
            name,
            (fields[name].label, also, name),  # type: ignore[arg-type]
            required=name == "code",
            example=example,
            help=fields[name].help_text,
        )
        for name, (also, example) in ALSO.items()
    )


@dataclass(slots=True)
class Plan:
    wanted: list[tuple[Offering | None, Content]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class OfferingImporter(Importer):
    name = NAME
    title = gettext_lazy("지원 항목")
    permission = KEEP
    help = gettext_lazy(
        "한 행에 지원 항목 하나를 적습니다. 코드가 같은 항목이 있으면 그것을 고칩니다. "
        "빈 칸은 아무것도 바꾸지 않습니다."
    )
    sheets = (Sheet(NAME, (gettext_lazy("지원 항목"), "지원 사업", "offerings"), columns()),)

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        verdict, plan = Verdict(), Plan()
        tell(20, _("등록된 지원 항목과 견주는 중입니다."))
        known = {one.code: one for one in all_offerings()}
        seen: dict[str, int] = {}
        for row in data.rows(NAME):
            code = str(row["code"] or "").strip()
            if code in seen:
                message = _("%(row)s행과 코드가 같습니다.") % {"row": seen[code]}
                remedy = _("한 행만 남겨 주십시오.")
                verdict.issues.append(row.issue("code", code="twice", message=message, remedy=remedy))
                continue
            seen[code] = row.number
            judge(row, known.get(code), plan, verdict)
        verdict.issues.extend(unknown_needs(data.rows(NAME), plan, {*known, *seen}))
        verdict.counts[NAME] = plan.counts
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        """First every offering by itself, then what each needs: a list names them in any order."""
        plan = cast(Plan, data.plan)
        befores = {content.code: before_of(known, content) for known, content in plan.wanted}
        for known, content in plan.wanted:
            if known is None:
                save_offering(content=without_needs(content))
        for _known, content in plan.wanted:
            save_offering(content=content, known=Offering.objects.get(code=content.code))
        log = [
            [befores[content.code], as_it_is(content.code, content.family)] for _known, content in plan.wanted
        ]
        return Outcome({NAME: plan.counts}, {"rows": log})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        """Unless one of them says something else since, or is in use already."""
        rows = run.undo_log["rows"]
        for _before, after in rows:
            if as_it_is(after["code"], after["family"]) != after:
                raise changed_since(str(after["code"]))
        codes = [after["code"] for before, after in rows if before is None]
        created = Offering.objects.filter(code__in=codes)
        require_unused(created)
        for before, after in rows:
            if before is not None:
                give_back(before, Offering.objects.get(code=after["code"]))
        created.delete()

    def result_url(self, run: ImportRun) -> str:
        return reverse("roadmap:offerings")


def before_of(known: Offering | None, content: Content) -> dict[str, Any] | None:
    return initial_of(known, content.family) if known is not None else None


def as_it_is(code: str, family: str) -> dict[str, Any] | None:
    """What an offering says now; None: there is none of this code."""
    found = Offering.objects.filter(code=code).first()
    return initial_of(found, family) if found is not None else None


def require_unused(created: QuerySet[Offering]) -> None:
    """In no roadmap, decided on by nobody, and needed by nothing that stays."""
    in_use = Q(steps__isnull=False) | Q(acts__isnull=False)
    needed = Q(opens__isnull=False) & ~Q(opens__in=created)
    first = created.filter(in_use | needed).first()
    if first is not None:
        template = _("‘{title}’(이/가) 이미 쓰이고 있어 되돌릴 수 없습니다. 그 항목의 사용을 마쳐 주십시오.")
        raise RefusedError("import_undo_used", sentence(template, {"title": first.title}))


def give_back(before: dict[str, Any], known: Offering) -> None:
    """What it said before; without anything for this framework where the list has added it."""
    form = OfferingForm({**before, "key": new_public_id()})
    if not before["serves"] and known.serves.exclude(family=before["family"]).exists():
        known.serves.filter(family=before["family"]).delete()
    elif form.is_valid():
        save_offering(content=form.content(), known=known)
    else:
        raise changed_since(known.code)


def changed_since(code: str) -> RefusedError:
    template = _("‘{code}’(을/를) 앞의 내용으로 되돌릴 수 없습니다. 그 항목을 직접 고쳐 주십시오.")
    return RefusedError("import_undo_changed", sentence(template, {"code": code}))


def all_offerings() -> list[Offering]:
    parts = Offering.objects.select_related("course", "forum", "solution")
    return list(parts.prefetch_related("serves", "needs"))


def judge(row: Row, known: Offering | None, plan: Plan, verdict: Verdict) -> None:
    """Let the form judge what the row says over what is known; a blank cell leaves what is there."""
    family = str(row["family"] or "")
    before = initial_of(known, family_of(known, family)) if known is not None else {}
    typed = {name: row[name] for name in ALSO if row[name] is not None}
    form = OfferingForm({**before, **typed, "key": new_public_id()})
    if not form.is_valid():
        for column, errors in form.errors.items():
            for error in errors:
                place = column if column in ALSO else ""
                verdict.issues.append(row.issue(place, code="offering", message=str(error)))
        return
    content = form.content()
    if known is not None and is_same(content, before):
        plan.counts.unchanged += 1
        return
    plan.wanted.append((known, content))
    if known is None:
        plan.counts.created += 1
    else:
        plan.counts.changed += 1


def family_of(known: Offering, written: str) -> str:
    """The framework that the row names, by its code or title, else the offering's first."""
    own = [one.family for one in known.serves.all()]
    titles = {title_of(one): one.code for one in versions_in_use()}
    return titles.get(written, written) or (own[0] if own else "")


def is_same(content: Content, before: dict[str, Any]) -> bool:
    form = OfferingForm({**before, "key": new_public_id()})
    return form.is_valid() and form.content() == content


def unknown_needs(rows: list[Row], plan: Plan, known: set[str]) -> list[Any]:
    by_code: dict[str, Row] = {}
    for row in rows:
        by_code.setdefault(str(row["code"]).strip(), row)
    found = []
    for _known, content in plan.wanted:
        for code in content.needs:
            if code not in known:
                template = _("먼저 할 항목 ‘{code}’(이/가) 목록에도 등록된 항목에도 없습니다.")
                message = sentence(template, {"code": code})
                found.append(by_code[content.code].issue("needs", code="needs", message=message))
    return found


def without_needs(content: Content) -> Content:

    return replace(content, needs=())
