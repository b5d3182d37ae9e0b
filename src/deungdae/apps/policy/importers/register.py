"""The whole register from one workbook, and a ministry's own sheet: whole or not at all, and taken back."""

from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short, is_short
from deungdae.apps.core.imports.frame import (
    Counts,
    ImportData,
    Importer,
    Option,
    Outcome,
    Person,
    Subject,
    Tell,
    Verdict,
)
from deungdae.apps.core.models import ImportRun
from deungdae.apps.policy.importers import columns, judging
from deungdae.apps.policy.importers.reading import SCALES, Drafts, Known, read_drafts, wrong
from deungdae.apps.policy.models import Ministry, Strategy, StrategyField, Task, TaskMinistry
from deungdae.apps.policy.rules import IMPORT_OWN, KEEP
from deungdae.apps.policy.selectors.ministries import names_known, own_ministries
from deungdae.apps.policy.selectors.register import strategy_in_use
from deungdae.apps.policy.services.content import TaskContent, content_from, contents_of, document_of
from deungdae.apps.policy.services.register import write_tasks

UNIT = Option(
    "unit",
    gettext_lazy("예산의 단위"),
    choices=(
        ("won", gettext_lazy("원")),
        ("thousand", gettext_lazy("천원")),
        ("million", gettext_lazy("백만원")),
    ),
    default="won",
    help=gettext_lazy("단위 없이 숫자만 적은 칸에 씁니다. ‘20억원’처럼 적은 칸은 그대로 읽습니다."),
)
COUNTS = Option(
    judging.OTHER_COUNTS,
    gettext_lazy("분야별 과제 수가 전략과 달라도 가져옵니다"),
    help=gettext_lazy("과제가 나뉘거나 합쳐졌을 때 표시합니다."),
    mends=("field_count",),
    remedy=gettext_lazy("수가 달라도 다시 검사"),
)


@dataclass(slots=True)
class Plan:
    strategy: Strategy
    known: dict[str, Task]
    before: dict[str, TaskContent]
    contents: list[TaskContent]
    counts: Counts


class RegisterImporter(Importer):
    name = "policy.register"
    title = gettext_lazy("정책 과제 전체")
    template_name = gettext_lazy("정책-과제-양식")
    permission = KEEP
    help = gettext_lazy(
        "전략의 세부과제 전체를 한 파일로 올립니다. 이정표, 지표, 예산, 법령, 위험은 시트마다 과제 번호로"
        " 잇습니다. 이미 있는 과제는 파일대로 고치고, 보고로 확인한 실적과 마친 날은 남습니다."
    )
    sheets = columns.SHEETS
    options: ClassVar[tuple[Option, ...]] = (UNIT, COUNTS)

    def strategy_of(self, subject: str) -> Strategy | None:
        if not subject:
            return strategy_in_use()
        found = Strategy.objects.prefetch_related("fields")
        return found.filter(public_id=from_short(subject)).first() if is_short(subject) else None

    def subject_title(self, *, subject: str, user: Person) -> str | None:
        strategy = self.strategy_of(subject)
        if strategy is None:
            return "" if not subject else None
        return strategy.title

    def subjects(self, *, subjects: set[str], user: Person) -> dict[str, Subject]:
        found = {one: self.strategy_of(one) for one in subjects if one}
        home = reverse("policy:tasks")
        return {key: Subject(one.title, home) for key, one in found.items() if one is not None}

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        verdict, strategy = Verdict(), self.strategy_of(data.subject)
        if strategy is None:
            template = _("등록된 전략이 없습니다.")
            remedy = _("관리자가 기준 자료를 불러오면 올릴 수 있습니다.")
            verdict.issues.append(judging.of_sheet(data, "no_strategy", template, remedy))
            return verdict
        known = {one.code: one for one in strategy.tasks.select_related("field")}
        words = known_words(strategy, data)
        drafts = read_drafts(data, words, verdict)
        tell(40, _("등록된 과제와 견주는 중입니다."))
        before = contents_of(known.values())
        self.judge(data, drafts, words, (strategy, known, before), verdict)
        judging.judge_unit(data, verdict)
        judging.judge_needs(drafts, known, verdict)
        judging.judge_circle(drafts, before, verdict)
        data.plan = plan_of(strategy, known, before, drafts)
        verdict.counts[columns.TASKS] = data.plan.counts
        return verdict

    def judge(
        self,
        data: ImportData,
        drafts: Drafts,
        words: Known,
        register: tuple[Strategy, dict[str, Task], dict[str, TaskContent]],
        verdict: Verdict,
    ) -> None:
        """What holds for this kind of file alone."""
        strategy, known, _before = register
        judging.judge_counts(data, drafts, strategy.fields.all(), verdict)
        judging.judge_missing(data, drafts, known, verdict)
        judging.judge_totals(data, drafts, words, verdict)

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan = cast(Plan, data.plan)
        written = write_tasks(strategy=plan.strategy, contents=plan.contents, known=plan.known)
        log: dict[str, Any] = {
            "before": {one.code: document_of(plan.before[one.code]) for one in written.changed},
            "versions": {one.code: one.version for one in (*written.created, *written.changed)},
            "strategy": plan.strategy.pk,
        }
        return Outcome({columns.TASKS: plan.counts}, log)

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        """As it was before, unless somebody has gone on from there."""
        log = cast("dict[str, Any]", run.undo_log)
        tasks = Task.objects.filter(strategy=log["strategy"], code__in=log["versions"])
        known = {one.code: one for one in tasks.select_related("field", "strategy")}
        changed = [code for code, one in known.items() if one.version != log["versions"][code]]
        if changed or len(known) != len(log["versions"]):
            message = _("가져온 뒤에 다시 고친 과제가 있어 되돌릴 수 없습니다. 새 파일로 고쳐 주십시오.")
            raise RefusedError("import_undo_changed", message)
        new = [one for code, one in known.items() if code not in log["before"]]
        if any(is_used(one) for one in new):
            message = _("가져온 과제에 보고나 회의 기록이 있어 되돌릴 수 없습니다.")
            raise RefusedError("import_undo_used", message)
        for one in new:
            one.delete()
        contents = [content_from(one) for one in log["before"].values()]
        if contents:
            write_tasks(strategy=known[contents[0].code].strategy, contents=contents, known=known)

    def result_url(self, run: ImportRun) -> str:
        return reverse("policy:tasks")


class OwnImporter(RegisterImporter):
    """`subject`: the ministry; the file holds tasks that it leads, and no others."""

    name = "policy.own_tasks"
    title = gettext_lazy("우리 부처의 과제")
    template_name = gettext_lazy("부처-과제-양식")
    permission = IMPORT_OWN
    help = gettext_lazy(
        "우리 부처가 주관하는 과제만 고칩니다. 과제 화면에서 내려받은 파일을 고쳐 올려 주십시오."
        " 과제를 새로 만들거나 분야와 주관 부처를 바꾸는 일은 센터가 합니다."
    )
    options = (UNIT,)

    def ministry_of(self, subject: str) -> Ministry | None:
        return Ministry.objects.filter(public_id=from_short(subject)).first() if is_short(subject) else None

    def strategy_of(self, subject: str) -> Strategy | None:
        return strategy_in_use()

    def subject_title(self, *, subject: str, user: Person) -> str | None:
        mine = own_ministries(cast(User, user))
        found = next((one for one in mine if one.short_id == subject), None)
        return found.name_on(clock.today()) if found is not None else None

    def subjects(self, *, subjects: set[str], user: Person) -> dict[str, Subject]:
        home, today = reverse("policy:tasks"), clock.today()
        return {
            one.short_id: Subject(one.name_on(today), home)
            for one in own_ministries(cast(User, user))
            if one.short_id in subjects
        }

    def judge(
        self,
        data: ImportData,
        drafts: Drafts,
        words: Known,
        register: tuple[Strategy, dict[str, Task], dict[str, TaskContent]],
        verdict: Verdict,
    ) -> None:
        _strategy, known, before = register
        ministry = self.ministry_of(data.subject)
        led = TaskMinistry.objects.filter(ministry=ministry, role=TaskMinistry.Role.LEAD, ends_on=None)
        own = set(led.values_list("task__code", flat=True)) if ministry is not None else set()
        for code, draft in list(drafts.items()):
            if code not in known or code not in own:
                template = _("‘{task}’(은/는) 우리 부처가 주관하는 과제가 아닙니다.")
                remedy = _("이 행을 빼 주십시오. 다른 부처의 과제는 그 부처나 센터가 고칩니다.")
                wrong(verdict, draft.row, "code", "not_own", template, remedy, task=code)
                del drafts[code]
                continue
            for name, label in (("field", _("분야")), ("lead", _("주관 부처"))):
                if draft.facts[name] and draft.facts[name] != getattr(before[code], name):
                    template = _("{label}(을/를) 바꿀 수 없습니다.")
                    remedy = _("내려받은 값 그대로 두고, 바꿔야 하면 센터에 알려 주십시오.")
                    wrong(verdict, draft.row, name, "fixed", template, remedy, label=label)


def is_used(task: Task) -> bool:
    """Whether something was reported, decided or said of it since."""
    kinds = (task.reports, task.agenda_items, task.orders, task.overrides)
    return any(one.exists() for one in kinds)


def known_words(strategy: Strategy, data: ImportData) -> Known:
    fields: dict[str, StrategyField] = {}
    for one in strategy.fields.all():
        fields |= {text.casefold(): one for text in (one.code, one.title, one.title_english) if text}
    return Known(fields, names_known(clock.today()), SCALES.get(data.options.get("unit", "won"), 1))


def plan_of(
    strategy: Strategy, known: dict[str, Task], before: dict[str, TaskContent], drafts: Drafts
) -> Plan:
    plan = Plan(strategy, known, before, [], Counts())
    for code, draft in drafts.items():
        content = draft.content()
        if code not in known:
            plan.counts.created += 1
        elif content != before[code]:
            plan.counts.changed += 1
        else:
            plan.counts.unchanged += 1
            continue
        plan.contents.append(content)
    return plan
