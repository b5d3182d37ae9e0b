"""What a cohort costs its companies: on a page and as a workbook for whoever writes the invoices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from deungdae.apps.academy.models import Cohort
from deungdae.apps.academy.selectors.fees import bills_of, name_of, total_of
from deungdae.apps.academy.views.access import cohort_page, crumbs, staff_page
from deungdae.apps.academy.words import subsidy_words, won
from deungdae.apps.core.answers import XLSX, file_answer
from deungdae.apps.core.exports.cells import workbook_of


@staff_page
@cohort_page
@require_GET
def fees(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    bills = bills_of(cohort)
    total = total_of(bills)
    context = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "lines": [
            {
                "one": one,
                "fee": won(one.bill.fee),
                "subsidy": won(one.bill.subsidy),
                "rest": won(one.bill.rest),
            }
            for one in bills
        ],
        "total": total,
        "figures": {"fee": f"{total.fee:,}", "subsidy": f"{total.subsidy:,}", "rest": f"{total.rest:,}"},
        "fee": won(cohort.course.fee_krw),
        "rule": subsidy_words(cohort.course),
        "unsure": sum(bool(one.bill.possible) for one in bills),
    }
    return render(request, "academy/fees.html", context)


@staff_page
@cohort_page
@require_GET
def fees_workbook(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A row for each company, and one for those who come for none."""
    head = [_("기업"), _("사업자등록번호"), _("법적 지위"), pgettext("figure", "인원")]
    rows = [[*head, _("교육비(원)"), _("지원(원)"), _("내실 금액(원)")]]
    for one in bills_of(cohort):
        number = "" if one.company is None else one.company.business_number or ""
        name = name_of(one) or _("소속 없는 사람")
        figures = [one.bill.people, one.bill.fee, one.bill.subsidy, one.bill.rest]
        rows.append([name, number, one.status_label, *map(str, figures)])
    content = workbook_of([(_("교육비"), rows, [30, 18, 16, 8, 14, 14, 14])])
    return file_answer(content, name=_("교육비.xlsx"), kind=XLSX)
