"""The list of organisations as people have it: what its columns are called and what they hold."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.imports.frame import (
    Counts,
    ImportData,
    Importer,
    NextAct,
    Option,
    Outcome,
    Person,
    Row,
    Sheet,
    Tell,
    Verdict,
)
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.identifiers import KRX, SUPPLIER
from deungdae.apps.organisations.importers import writing
from deungdae.apps.organisations.importers.columns import COLUMNS
from deungdae.apps.organisations.importers.identity import (
    AS_NEW,
    AS_SAME,
    REPORT,
    Known,
    Unclear,
    register_of_organisations,
)
from deungdae.apps.organisations.importers.part_columns import PART_SHEETS
from deungdae.apps.organisations.importers.parts import Owners, keep_former_names, plan_parts
from deungdae.apps.organisations.importers.repeated import SeenRows
from deungdae.apps.organisations.importers.rows import (
    keep_registered_name,
    remedy_of,
    tell_new_name,
    unnamed_numbers,
    wanted_of,
)
from deungdae.apps.organisations.importers.taking_back import undo_log
from deungdae.apps.organisations.importers.writing import Plan
from deungdae.apps.organisations.industries import industry_names
from deungdae.apps.organisations.models import OrganisationKind
from deungdae.apps.organisations.regions import region_names
from deungdae.apps.organisations.services.history import Act


class OrganisationImporter(Importer):
    name = "organisations"
    title = gettext_lazy("기업·기관")
    permission = "organisations.import"
    help = gettext_lazy(
        "같은 기업인지는 사업자등록번호, 법인등록번호, 외부 번호, 이름과 지역의 차례로 봅니다. "
        "빈 칸은 등록된 값을 지우지 않습니다."
    )
    sheets = (
        Sheet("organisations", (gettext_lazy("기업·기관"), "기업", "기업목록", "organisations"), COLUMNS),
        *PART_SHEETS,
    )
    options = (
        Option(
            "scheme",
            gettext_lazy("‘외부 번호’ 열의 번호 체계"),
            choices=(
                ("", gettext_lazy("정하지 않음(그 열을 쓰지 않음)")),
                (SUPPLIER, gettext_lazy("스마트공장 공급기업 번호")),
                (KRX, gettext_lazy("거래소 종목코드")),
            ),
        ),
        Option(
            "kind",
            gettext_lazy("구분이 적혀 있지 않은 행의 구분"),
            choices=(
                ("", gettext_lazy("정하지 않음")),
                *((kind.value, kind.label) for kind in OrganisationKind.Kind),
            ),
        ),
        Option(
            "leave_unknown",
            gettext_lazy("알 수 없는 업종·지역·홈페이지는 비우고 가져오기"),
            help=gettext_lazy("고르면 오류 대신 ‘확인할 것’으로 알리고 그 칸만 비워 둡니다."),
            mends=("unknown_region", "unknown_industry", "web_address"),
            remedy=gettext_lazy("모르는 지역·업종·홈페이지를 비워 두고 다시 검사"),
        ),
        Option(
            "unclear",
            gettext_lazy("이름만 같고 같은 곳인지 알 수 없을 때"),
            choices=(
                (REPORT, gettext_lazy("오류로 알리기")),
                (AS_SAME, gettext_lazy("지역이 어긋나지 않는 한 곳뿐이면 같은 곳으로 보기")),
                (AS_NEW, gettext_lazy("다른 곳으로 보고 새로 등록하기")),
            ),
            default=REPORT,
        ),
    )

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        """Recognise each row; what is unclear, twice or unknown is an issue."""
        regions, industries = region_names(), industry_names()
        register = register_of_organisations(regions)
        verdict, plan, seen = Verdict(counts={"organisations": Counts()}), Plan(), SeenRows()
        owners, renamed = Owners(register), list[tuple[Row, Known]]()
        verdict.issues += unnamed_numbers(data)
        unclear_rule = data.options.get("unclear", REPORT)
        tell(30, _("등록된 기업·기관과 견주는 중입니다."))
        for row in data.rows("organisations"):
            wanted = wanted_of(row, data, regions, industries, verdict)
            try:
                known = register.find(wanted, unclear=unclear_rule)
                seen.add(row.number, wanted, known)
                owners.add(wanted, known)
            except Unclear as unclear:
                remedy = remedy_of(unclear, row, data)
                verdict.issues.append(
                    row.issue(unclear.column, code=unclear.code, message=unclear.message, remedy=remedy)
                )
                continue
            if known is None:
                plan.new.append(wanted)
            else:
                keep_registered_name(row, wanted, known, register, verdict)
                if tell_new_name(row, wanted, known, verdict):
                    renamed.append((row, known))
                plan.matched.append((known.pk, wanted))
        tell(70, _("바뀌는 것을 찾는 중입니다."))
        writing.complete_plan(plan, regions, industries)
        changed = len(plan.changes)
        verdict.counts["organisations"] = Counts(len(plan.new), changed, len(plan.matched) - changed)
        plan.parts = plan_parts(data, owners, verdict)
        keep_former_names(renamed, register, plan.parts)
        data.plan = (plan, verdict.counts)
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        file = run.file.shown_name
        act = Act(actor, reason=_("명단 가져오기 ‘%(file)s’") % {"file": file})
        plan, counts = cast("tuple[Plan, dict[str, Counts]]", data.plan)
        log = writing.write_plan(plan, act)
        return Outcome(counts, {**log, "finished_at": clock.now().isoformat()})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        reason = _("가져오기 되돌리기 ‘%(file)s’") % {"file": run.file.shown_name}
        undo_log(run.undo_log, Act(actor, reason=reason))

    def next_acts(self, *, user: Person) -> list[NextAct]:
        """New rows may be old companies in other words: whoever may merge is offered the search."""
        if not user.has_perm("organisations.merge"):
            return []
        return [NextAct(_("중복 후보 찾기"), reverse("organisations:duplicate_search"))]

    def result_url(self, run: ImportRun) -> str:
        return reverse("organisations:list")
