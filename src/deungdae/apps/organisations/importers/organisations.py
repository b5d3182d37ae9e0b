"""The list of organisations as people have it: what its columns are called and what they hold."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import (
    Counts,
    ImportData,
    Importer,
    Issue,
    Option,
    Outcome,
    Person,
    Row,
    Sheet,
    Tell,
    Verdict,
    is_ticked,
)
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.importers import writing
from deungdae.apps.organisations.importers.columns import COLUMNS, KRX, SUPPLIER
from deungdae.apps.organisations.importers.identity import (
    AS_NEW,
    AS_SAME,
    REPORT,
    SeenRows,
    Unclear,
    Wanted,
    register_of_organisations,
)
from deungdae.apps.organisations.importers.writing import Plan
from deungdae.apps.organisations.industries import IndustryNames, industry_names
from deungdae.apps.organisations.models import OrganisationKind
from deungdae.apps.organisations.regions import RegionNames, region_names

NOTHING_LENGTH = 8
NOTHING = {"", "해당없음", "없음", "미정", "na", "none"}


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
        verdict.issues += unnamed_numbers(data)
        unclear_rule = data.options.get("unclear", REPORT)
        tell(30, _("등록된 기업·기관과 견주는 중입니다."))
        for row in data.rows("organisations"):
            wanted = wanted_of(row, data, regions, industries, verdict)
            try:
                known = register.find(wanted, unclear=unclear_rule)
                seen.add(row.number, wanted, known)
            except Unclear as unclear:
                remedy = remedy_of(unclear, row, data)
                verdict.issues.append(
                    row.issue(unclear.column, code=unclear.code, message=unclear.message, remedy=remedy)
                )
                continue
            if known is None:
                plan.new.append(wanted)
            else:
                plan.matched.append((known.pk, wanted))
        tell(70, _("바뀌는 것을 찾는 중입니다."))
        writing.complete_plan(plan, regions, industries)
        changed = len(plan.changes)
        verdict.counts["organisations"] = Counts(len(plan.new), changed, len(plan.matched) - changed)
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan = cast(Plan, data.plan)
        changed = len(plan.changes)
        counts = Counts(len(plan.new), changed, len(plan.matched) - changed)
        log = writing.write_plan(plan)
        return Outcome({"organisations": counts}, {**log, "finished_at": clock.now().isoformat()})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        writing.undo_log(run.undo_log)

    def result_url(self, run: ImportRun) -> str:
        return reverse("organisations:list")


def remedy_of(unclear: Unclear, row: Row, data: ImportData) -> str:
    """Two rows that look the same may have different numbers that nobody has given a meaning yet."""
    if unclear.code == "twice" and row["code"] and not (row["scheme"] or data.options.get("scheme")):
        return _(
            "한 행만 남기거나, 외부 번호가 달라 다른 곳이면 ‘선택 사항’에서 그 번호 체계를 고르고"
            " 다시 검사해 주십시오."
        )
    return unclear.remedy


def wanted_of(
    row: Row, data: ImportData, regions: RegionNames, industries: IndustryNames, verdict: Verdict
) -> Wanted:
    """What the row says; unknown words become issues (warnings, when that was chosen)."""
    default_kind = data.options.get("kind", "")
    found_kinds = cast(tuple[str, ...] | None, row["kinds"]) or ((default_kind,) if default_kind else ())
    is_warning = is_ticked(data.options, "leave_unknown")
    wanted = Wanted(
        name=str(row["name"]),
        business_number=cast(str | None, row["business_number"]),
        corporate_number=cast(str | None, row["corporate_number"]),
        products=cast(str | None, row["products"]),
        kinds=found_kinds,
        identifiers=identifiers_of(row, data, verdict),
    )
    region, industry, home_page = stated(row, "region"), stated(row, "industry"), stated(row, "home_page")
    if region:
        wanted.region = regions.find(region)
        if wanted.region is None:
            verdict.issues.append(unknown_region(row, is_warning))
    if industry:
        wanted.industry = industries.find(industry)
        if wanted.industry is None:
            verdict.issues.append(unknown_industry(row, industries, is_warning))
    if home_page:
        try:
            wanted.home_page = cells.web_address(home_page)
        except cells.CellError as error:
            verdict.issues.append(
                row.issue(
                    "home_page",
                    code=error.code,
                    message=error.message,
                    remedy=error.remedy,
                    is_warning=is_warning,
                )
            )
    return wanted


def stated(row: Row, column: str) -> str:
    """The text of a cell, empty when it only says that there is nothing."""
    value = row[column]
    text = "" if value is None else str(value)
    return "" if len(text) < NOTHING_LENGTH and cells.squeezed(text) in NOTHING else text


def identifiers_of(row: Row, data: ImportData, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """The numbers of other registers; one whose register is not named is no identifier."""
    found = [
        (scheme, str(row[column])) for scheme, column in ((KRX, "krx"), (SUPPLIER, "supplier")) if row[column]
    ]
    scheme = str(row["scheme"] or data.options.get("scheme", "")).casefold()
    if scheme and row["code"]:
        found.append((scheme, str(row["code"])))
    elif row["scheme"]:
        verdict.issues.append(
            row.issue(
                "code",
                code="half_identifier",
                message=_("외부 체계만 있고 외부 번호가 없습니다."),
                remedy=_("둘 다 적거나 둘 다 비워 주십시오."),
            )
        )
    return tuple(dict.fromkeys(found))


def unnamed_numbers(data: ImportData) -> list[Issue]:
    """One warning when there are external numbers, but nobody has said whose."""
    rows = (row for row in data.rows("organisations") if row["code"] and not row["scheme"])
    first = None if data.options.get("scheme") else next(rows, None)
    if first is None:
        return []
    return [
        first.issue(
            "code",
            code="unnamed_numbers",
            message=_("외부 번호의 체계를 정하지 않아 이 열의 번호를 쓰지 않습니다."),
            remedy=_("쓰려면 선택 사항에서 ‘번호 체계’를 고르고 다시 검사해 주십시오."),
            is_warning=True,
        )
    ]


def unknown_region(row: Row, is_warning: bool) -> Issue:
    return row.issue(
        "region",
        code="unknown_region",
        message=_("지역 표에 없는 지역입니다."),
        remedy=_(
            "‘경기도 안양시’처럼 시·도부터 적거나, 해외라면 비우고 구분을 ‘해외 혁신기업’으로 적어 주십시오."
        ),
        is_warning=is_warning,
    )


def unknown_industry(row: Row, industries: IndustryNames, is_warning: bool) -> Issue:
    close = industries.suggestions(str(row["industry"]))
    remedy = _("한국표준산업분류(11차)의 코드나 이름으로 적어 주십시오.")
    if close:
        remedy = _("비슷한 이름: %(names)s. 그 이름이나 코드로 적어 주십시오.") % {"names": ", ".join(close)}
    return row.issue(
        "industry",
        code="unknown_industry",
        message=_("한국표준산업분류(11차)에 없는 업종입니다."),
        remedy=remedy,
        is_warning=is_warning,
    )
