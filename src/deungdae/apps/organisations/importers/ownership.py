"""The list of who owns whom, and of which companies are in which business group."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports.frame import (
    ImportData,
    Importer,
    Option,
    Outcome,
    Person,
    Tell,
    Verdict,
)
from deungdae.apps.core.imports.turns import take_turn
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.importers import ownership_writing
from deungdae.apps.organisations.importers.companies import Companies
from deungdae.apps.organisations.importers.group_planning import GroupPlan, plan_groups
from deungdae.apps.organisations.importers.identity import AS_SAME, REPORT
from deungdae.apps.organisations.importers.ownership_columns import GROUPS, SHARES
from deungdae.apps.organisations.importers.share_planning import CONFIRM, SharePlan, plan_shares


class OwnershipImporter(Importer):
    name = "ownership"
    title = gettext_lazy("지분·기업집단")
    permission = "organisations.keep_ownership"
    help = gettext_lazy(
        "한 행에 주주 하나, 또는 기업집단 소속 하나를 적습니다. 같은 날 시작한 지분이나 소속이 등록되어 "
        "있으면 그것으로 보고, 끝난 날을 적으면 끝냅니다. 빈 칸은 아무것도 바꾸지 않습니다."
    )
    sheets = (SHARES, GROUPS)
    options = (
        Option(
            CONFIRM,
            gettext_lazy("순환 출자를 확인했습니다"),
            help=gettext_lazy(
                "고르면 돌고 도는 지분을 오류 대신 ‘확인할 것’으로 알립니다. "
                "지배 지분(50% 이상)은 늘 오류입니다."
            ),
            mends=("ownership_circle",),
            remedy=gettext_lazy("실제 순환 출자로 확인하고 다시 검사"),
        ),
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
        """Recognise both sides of each row and judge the shares together with those that are recorded."""
        take_turn("ownership")
        verdict = Verdict()
        tell(20, _("등록된 기업·기관과 견주는 중입니다."))
        companies = Companies(data.options.get("unclear", REPORT))
        tell(50, _("등록된 지분과 견주는 중입니다."))
        data.plan = (plan_shares(data, companies, verdict), plan_groups(data, companies, verdict))
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        shares, groups = cast("tuple[SharePlan, GroupPlan]", data.plan)
        counts = {SHARES.name: shares.counts, GROUPS.name: groups.counts}
        return Outcome(counts, ownership_writing.write(shares, groups))

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        take_turn("ownership")
        ownership_writing.take_back(run.undo_log)

    def result_url(self, run: ImportRun) -> str:
        return reverse("organisations:list")
