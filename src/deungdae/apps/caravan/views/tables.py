"""The tables of a day: the list, and one form that adds or changes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.forms.day import TableForm
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.services.days import set_table
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import address, day_render, form_status, sent
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError


@staff_day_page
@require_http_methods(["GET", "POST"])
def table_list(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    tables = list(day.tables.select_related("participant__organisation"))
    form = TableForm(sent(request), initial=initial_of(request, tables))
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            set_table(day=day, actor=user_of(request), **form.cleaned_data)
        except RefusedError as error:
            refused = error
        else:
            done(request, _("{number}번 테이블을 저장했습니다."), number=str(form.cleaned_data["number"]))
            return redirect(address("tables", day))
    status = form_status(form, refused)
    return day_render(request, "table_list.html", day=day, tables=tables, form=form, status=status)


def initial_of(request: HttpRequest, tables: list) -> dict[str, object]:  # type: ignore[type-arg]
    """The values of the table named by ?number=, or the next free number."""
    for table in tables:
        if str(table.number) == request.GET.get("number"):
            return {"number": table.number, "capacity": table.capacity, "remark": table.remark}
    return {"number": max((table.number for table in tables), default=0) + 1}
