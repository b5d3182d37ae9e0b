"""The list of solutions as people have it: one solution in a row, judged by the form's own rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import (
    Counts,
    ImportData,
    Importer,
    Option,
    Outcome,
    Person,
    Row,
    Tell,
    Verdict,
)
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.forms.solution import SolutionForm, initial_of
from deungdae.apps.organisations.importers.companies import Companies
from deungdae.apps.organisations.importers.identity import AS_SAME, REPORT, Unclear
from deungdae.apps.organisations.importers.solution_columns import SHEET
from deungdae.apps.organisations.models import Organisation, Solution
from deungdae.apps.organisations.services import solutions as services
from deungdae.apps.organisations.services.solutions import STEPS, Content
from deungdae.engine.kernel.korean import sentence

FORM = tuple(SolutionForm.base_fields)


@dataclass(slots=True)
class Wanted:
    """What a row makes of a solution; `known` None: a new one."""

    organisation: int
    known: Solution | None
    content: Content
    state: str


@dataclass(slots=True)
class Plan:
    wanted: list[Wanted] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class SolutionImporter(Importer):
    name = "solutions"
    title = gettext_lazy("솔루션")
    permission = "organisations.write_all_solutions"
    help = gettext_lazy(
        "한 행에 솔루션 하나를 적습니다. 같은 기업에 이름이 같은 솔루션이 있으면 그것을 고칩니다. "
        "빈 칸은 아무것도 바꾸지 않습니다."
    )
    sheets = (SHEET,)
    options = (
        Option(
            "unclear",
            gettext_lazy("이름만 같고 같은 곳인지 알 수 없을 때"),
            choices=(
                (REPORT, gettext_lazy("오류로 알리기")),
                (AS_SAME, gettext_lazy("지역이 어긋나지 않는 한 곳뿐이면 같은 곳으로 보기")),
            ),
            default=REPORT,
        ),
    )

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        verdict, plan = Verdict(), Plan()
        tell(20, _("등록된 기업·기관과 견주는 중입니다."))
        owned = list(rows_with_owners(data, verdict))
        known = known_solutions(sorted({pk for pk, _row in owned}))
        seen: dict[tuple[int, str], int] = {}
        for pk, row in owned:
            key = (pk, str(row["title"]))
            if key in seen:
                message = _("%(row)s행과 같은 솔루션입니다.") % {"row": seen[key]}
                remedy = _("한 행만 남겨 주십시오.")
                verdict.issues.append(row.issue("title", code="twice", message=message, remedy=remedy))
                continue
            seen[key] = row.number
            judge(row, pk, known.get(key), plan, verdict)
        verdict.counts[SHEET.name] = plan.counts
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan = cast(Plan, data.plan)
        organisations = Organisation.objects.in_bulk({one.organisation for one in plan.wanted})
        log: dict[str, list[Any]] = {"created": [], "changed": []}
        for one in plan.wanted:
            before = None if one.known is None else before_of(one.known)
            if one.known is None:
                solution = services.create_solution(
                    organisation=organisations[one.organisation], content=one.content, actor=actor
                )
            else:
                solution = services.update_solution(solution=one.known, content=one.content, actor=actor)
            if solution.state != one.state:
                solution = services.move_solution(solution=solution, target=one.state, actor=actor)
            log["created" if before is None else "changed"].append(
                [solution.pk, solution.updated_at.isoformat(), before]
            )
        return Outcome({SHEET.name: plan.counts}, {**log})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        for pk, written_at, before in [*run.undo_log["created"], *run.undo_log["changed"]]:
            solution = Solution.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if solution is None or solution.updated_at != datetime.fromisoformat(written_at):
                raise changed_since(solution)
            if before is None:
                solution.delete()
            else:
                restore(solution, before, actor)

    def result_url(self, run: ImportRun) -> str:
        return reverse("solutions:list")


def rows_with_owners(data: ImportData, verdict: Verdict) -> Iterator[tuple[int, Row]]:
    """Each row with the key of the company that it names."""
    companies = Companies(data.options.get("unclear", REPORT))
    for row in data.rows(SHEET.name):
        try:
            yield companies.company_of(row).pk, row
        except Unclear as unclear:
            verdict.issues.append(
                row.issue(unclear.column, code=unclear.code, message=unclear.message, remedy=unclear.remedy)
            )


def known_solutions(organisations: list[int]) -> dict[tuple[int, str], Solution]:
    found = {}
    for part in batches(organisations):
        rows = Solution.objects.filter(organisation__in=part).prefetch_related(
            "terms", "industries", "regions", "references", "certificates"
        )
        found.update({(one.organisation_id, one.title): one for one in rows})
    return found


def judge(row: Row, organisation: int, known: Solution | None, plan: Plan, verdict: Verdict) -> None:
    """Let the form judge what the row says over what is known; a blank cell leaves what is there."""
    before = initial_of(known) if known is not None else {}
    form = SolutionForm({**before, **{name: row[name] for name in FORM if row[name] is not None}})
    if not form.is_valid():
        for column, errors in form.errors.items():
            for error in errors:
                verdict.issues.append(row.issue(column, code="solution", message=str(error)))
        return
    now = known.state if known is not None else str(Solution.State.DRAFT.value)
    state = str(row["state"] or now)
    if known is not None and state != now and state not in STEPS[now]:
        message = _("지금 ‘%(state)s’ 상태라 그렇게 바꿀 수 없습니다.") % {"state": known.get_state_display()}
        remedy = _("먼저 ‘작성 중’으로 되돌려 주십시오.")
        verdict.issues.append(row.issue("state", code="step", message=message, remedy=remedy))
        return
    if known is not None and state == now and form.content() == SolutionForm.content_of(before):
        plan.counts.unchanged += 1
        return
    plan.wanted.append(Wanted(organisation, known, form.content(), state))
    if known is None:
        plan.counts.created += 1
    else:
        plan.counts.changed += 1


def before_of(solution: Solution) -> dict[str, Any]:
    published_at = solution.published_at
    return {
        "content": initial_of(solution),
        "state": solution.state,
        "published_at": published_at.isoformat() if published_at else None,
    }


def restore(solution: Solution, before: dict[str, Any], actor: Person | None) -> None:
    content = SolutionForm.content_of(before["content"])
    if content is None:
        raise changed_since(solution)
    written = services.update_solution(solution=solution, content=content, actor=actor)
    published_at = before["published_at"]
    written.state = before["state"]
    written.published_at = datetime.fromisoformat(published_at) if published_at else None
    written.save()


def changed_since(solution: Solution | None) -> RefusedError:
    template = _("‘{title}’(이/가) 그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 그 솔루션을 직접 고쳐 주십시오.")
    title = solution.title if solution is not None else _("지워진 솔루션")
    return RefusedError("import_undo_changed", sentence(template, {"title": title}))
