"""The list of confirmed levels of smart factories: each row becomes an entry of the company's case."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
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
from deungdae.apps.diagnosis.rules import KEEP
from deungdae.apps.diagnosis.smart_factory import CONFIRMED, HIGHEST, LOWEST, SMARTNESS
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import Happened, correct_evidence, record_all
from deungdae.apps.organisations.importers.companies import WHO_COLUMNS, Companies
from deungdae.apps.organisations.importers.identity import REPORT, Unclear
from deungdae.apps.organisations.models import Organisation
from deungdae.engine.kernel.korean import sentence

NAME = "smart_factory"
SOURCE = "diagnosis.smart_factory"
WORDS = {code: (label, code) for code, label in SMARTNESS.items()}


def capability(text: str) -> int:
    """‘Level 3’, ‘레벨3’, ‘3’."""
    digits = "".join(one for one in cells.plain(text) if one.isdigit())
    return cells.whole_number(LOWEST, HIGHEST)(digits or text)


SHEET = Sheet(
    NAME,
    (gettext_lazy("스마트공장 수준확인"), "수준확인", "smart factory"),
    (
        *WHO_COLUMNS,
        Column(
            "number", (gettext_lazy("확인서 번호"), "번호", "number"), required=True, example="SF-2026-0113"
        ),
        Column(
            "smartness",
            (gettext_lazy("시스템 스마트화 수준"), "수준", "smartness"),
            parse=cells.one_of(WORDS),
            example="중간1",
            help=gettext_lazy("기초, 중간1, 중간2, 고도."),
        ),
        Column(
            "capability",
            (gettext_lazy("제조혁신역량 수준"), "역량 수준", "레벨", "level"),
            parse=capability,
            example="Level 3",
            help=gettext_lazy("Level 1부터 5까지."),
        ),
        Column("plant", (gettext_lazy("사업장"), "공장", "plant"), parse=cells.limited_text(120)),
        Column(
            "issuer",
            (gettext_lazy("확인 기관"), "발급 기관", "issuer"),
            required=True,
            parse=cells.limited_text(120),
            example="한국표준협회",
        ),
        Column(
            "on",
            (gettext_lazy("확인일"), "발급일", "confirmed on"),
            required=True,
            parse=cells.day,
            example="2026-05-11",
        ),
        Column(
            "valid_until",
            (gettext_lazy("유효 기한"), "만료일", "valid until"),
            parse=cells.day,
            example="2029-05-10",
        ),
    ),
)


@dataclass(slots=True)
class Plan:
    wanted: list[tuple[int, date, str, dict[str, Any]]] = field(default_factory=list)
    """Company, day, source, payload."""
    counts: Counts = field(default_factory=Counts)


class SmartFactoryImporter(Importer):
    name = NAME
    title = gettext_lazy("스마트공장 수준확인")
    permission = KEEP
    help = gettext_lazy(
        "확인 기관이 준 수준을 기업 카드에 옮깁니다. 확인서 번호가 같고 내용이 다른 것은"
        " 앞의 기록을 바로잡은 뒤 올립니다."
    )
    sheets = (SHEET,)

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        verdict, plan, companies = Verdict(), Plan(), Companies(REPORT)
        tell(20, _("등록된 기업·기관과 견주는 중입니다."))
        seen: dict[str, int] = {}
        for row in data.rows(NAME):
            number = str(row["number"])
            if number in seen:
                message = _("%(row)s행과 확인서 번호가 같습니다.") % {"row": seen[number]}
                remedy = _("한 행만 남겨 주십시오.")
                verdict.issues.append(row.issue("number", code="twice", message=message, remedy=remedy))
                continue
            seen[number] = row.number
            judge(row, companies, plan, verdict)
        verdict.counts[NAME] = plan.counts
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan = cast(Plan, data.plan)
        found = Organisation.objects.in_bulk({pk for pk, *_rest in plan.wanted})
        happened = [Happened(found[pk], CONFIRMED, on, source, told) for pk, on, source, told in plan.wanted]
        written = record_all(happened, actor=cast("User | None", actor))
        return Outcome({NAME: plan.counts}, {"written": [one.pk for one in written]})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        for entry in EvidenceEntry.objects.standing().filter(pk__in=run.undo_log["written"]):
            correct_evidence(entry=entry, reason=_("가져오기를 되돌림"), actor=cast("User | None", actor))

    def result_url(self, run: ImportRun) -> str:
        return reverse("diagnosis:home")


def judge(row: Row, companies: Companies, plan: Plan, verdict: Verdict) -> None:
    try:
        company = companies.company_of(row).pk
    except Unclear as fault:
        verdict.issues.append(
            row.issue(fault.column, code=fault.code, message=fault.message, remedy=fault.remedy)
        )
        return
    on, until = cast(date, row["on"]), cast("date | None", row["valid_until"])
    fault_at = fault_of(row, on, until)
    if fault_at is not None:
        column, message, remedy = fault_at
        verdict.issues.append(row.issue(column, code="smart_factory", message=message, remedy=remedy))
        return
    payload = {
        "smartness": str(row["smartness"] or ""),
        "capability": row["capability"],
        "number": str(row["number"]),
        "plant": str(row["plant"] or ""),
        "issuer": str(row["issuer"]),
        "valid_until": until.isoformat() if until is not None else "",
    }
    told = EvidenceEntry.objects.filter(kind=CONFIRMED, payload__number=payload["number"])
    now = told.filter(evidenceentry__isnull=True).first()
    if now is None:
        plan.wanted.append((company, on, f"{SOURCE}:{payload['number']}/{told.count() + 1}", payload))
        plan.counts.created += 1
    elif (now.organisation_id, now.happened_on, now.payload) == (company, on, payload):
        plan.counts.unchanged += 1
    else:
        template = _("확인서 ‘{number}’의 다른 내용이 기업 카드에 있습니다.")
        message = sentence(template, {"number": str(row["number"])})
        remedy = _("기업 카드에서 그 기록을 바로잡은 뒤 다시 올려 주십시오.")
        verdict.issues.append(row.issue("number", code="other", message=message, remedy=remedy))


def fault_of(row: Row, on: date, until: date | None) -> tuple[str, str, str] | None:
    """(column, what is wrong, the way out)."""
    if not row["smartness"] and row["capability"] is None:
        return "smartness", _("수준이 하나도 없습니다."), _("두 수준 가운데 하나는 적어 주십시오.")
    if on > clock.today():
        return "on", _("아직 오지 않은 날입니다."), _("확인서에 적힌 날을 적어 주십시오.")
    if until is not None and until < on:
        return "valid_until", _("유효 기한이 확인일보다 앞섭니다."), _("두 날을 확인서와 맞춰 주십시오.")
    return None
