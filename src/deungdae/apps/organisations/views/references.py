"""The pages of one reference: what its customer or the centre says about it, and who its customer is."""

import unicodedata
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.words import done
from deungdae.apps.organisations.forms.reference import WordForm
from deungdae.apps.organisations.models import Organisation, Solution, SolutionReference
from deungdae.apps.organisations.reference_hooks import entries_of
from deungdae.apps.organisations.selectors import references as selectors
from deungdae.apps.organisations.selectors.references import READ_ALL
from deungdae.apps.organisations.services import references as services
from deungdae.apps.organisations.views.reference_lines import word_of
from deungdae.apps.organisations.views.solutions import solution_of

State, Side = SolutionReference.State, SolutionReference.Side
LONGEST_SEARCH = 100


@login_required
@require_http_methods(["GET", "POST"])
def reference_detail(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """The reference alone, for whoever may say something about it; POST says it."""
    user = user_of(request)
    found = get_object_or_404(selectors.references_decided_by(user=user), public_id=asked_id)
    is_customer = not user.has_perm(READ_ALL)
    form = WordForm(request.POST if request.method == "POST" else None, is_customer=is_customer)
    refusal = ""
    if form.is_valid():
        try:
            services.decide_reference(
                reference=found,
                target=request.POST.get("target", ""),
                note=form.cleaned_data["note"],
                side=Side.CUSTOMER if is_customer else Side.CENTRE,
                actor=user,
            )
        except RefusedError as error:
            refusal = error.message
        else:
            done(request, _("‘{title}’의 구축 사례에 대한 답을 남겼습니다."), title=found.solution.title)
            return redirect("solutions:reference", asked_id=found.public_id)
        found = get_object_or_404(selectors.references_decided_by(user=user), public_id=asked_id)
    context = {
        "reference": found,
        "facts": facts_of(found, user=user),
        "entries": entries_of([found], user=user).get(found.pk, []),
        "steps": steps_of(found),
        "form": form,
        "refusal": refusal,
        "crumbs": crumbs_of(found, user=user),
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "organisations/reference_detail.html", context, status=status)


def steps_of(reference: SolutionReference) -> list[dict[str, str]]:
    """The buttons, the main one first."""
    labels = {
        State.CONFIRMED: (_("맞다고 확인"), "primary"),
        State.CLAIMED: (
            _("확인 거두기") if reference.state == State.CONFIRMED else _("다르다는 답 거두기"),
            "tertiary",
        ),
        State.DISPUTED: (_("다르다고 알리기"), "danger"),
    }
    steps = () if reference.is_own else services.STEPS[reference.state]
    return [
        {"target": str(state.value), "label": label, "variant": variant}
        for state, (label, variant) in labels.items()
        if state in steps
    ]


def crumbs_of(reference: SolutionReference, *, user: User) -> list[dict[str, str]]:
    """The way here: the solution for those who see it, the own company's page for its customer."""
    if Solution.objects.visible_to(user).filter(pk=reference.solution_id).exists():
        url = reverse("solutions:detail", args=[reference.solution.public_id])
        return [{"label": reference.solution.title, "url": url}]
    company = reference.company
    if company is None:
        return []
    return [
        {"label": company.name, "url": reverse("organisations:solutions", args=[company.public_id])},
    ]


def facts_of(reference: SolutionReference, *, user: User) -> list[dict[str, str]]:
    """What the supplier says, and what was said about it."""
    company = reference.company
    rows = [
        (_("공급기업"), reference.solution.organisation.name),
        (pgettext("one", "솔루션"), reference.solution.title),
        (_("끝난 달"), date_format(reference.month, "YEAR_MONTH_FORMAT")),
        (_("적힌 고객"), reference.customer),
        (_("한 일"), reference.work),
        (_("결과"), reference.result),
        (_("등록된 고객"), company.name if company is not None else _("아직 잇지 않음")),
        (_("답한 때와 쪽"), word_of(reference, with_name=user.has_perm(READ_ALL))),
        (_("남긴 말"), reference.note),
    ]
    return [{"term": term, "value": value} for term, value in rows if value]


@login_required
@require_http_methods(["GET", "POST"])
def reference_customer(request: HttpRequest, solution_id: UUID, reference_id: UUID) -> HttpResponse:
    """Find the customer in the register and link it; a supplier finds companies that show themselves."""
    user = user_of(request)
    solution = solution_of(request, solution_id, to_write=True)
    found = get_object_or_404(
        SolutionReference.objects.select_related("company"), solution=solution, public_id=reference_id
    )
    refusal = ""
    if request.method == "POST":
        try:
            company = chosen_company(request, solution, user=user)
            linked = services.link_customer(reference=found, company=company, actor=user)
        except RefusedError as error:
            refusal = error.message
        else:
            say_linked(request, linked)
            return redirect(reverse("solutions:detail", args=[solution.public_id]) + "#references")
    search = searched(request, found)
    shown = selectors.companies_shown(user=user, references=solution.references.filter(pk=found.pk))
    context = {
        "solution": solution,
        "reference": found,
        "company": found.company if found.company_id in shown else None,
        "search": search,
        "choices": selectors.customers_found(user=user, solution=solution, text=search),
        "finds_all": user.has_perm(READ_ALL),
        "refusal": refusal,
        "crumbs": [{"label": solution.title, "url": reverse("solutions:detail", args=[solution.public_id])}],
    }
    return render(request, "organisations/reference_customer.html", context, status=422 if refusal else 200)


def searched(request: HttpRequest, reference: SolutionReference) -> str:
    """What stands in the search field: at first the customer's name as it was typed."""
    typed = request.GET.get("q", reference.customer).replace("\x00", " ")
    return unicodedata.normalize("NFC", typed).strip()[:LONGEST_SEARCH]


def chosen_company(request: HttpRequest, solution: Solution, *, user: User) -> Organisation | None:
    """The company of the button that was pressed; None unlinks."""
    text = request.POST.get("company", "nothing")
    if not text:
        return None
    scope = selectors.possible_customers(user=user, solution=solution)
    try:
        found = scope.filter(public_id=from_short(text[:30])).first()
    except ValueError:
        found = None
    if found is None:
        raise RefusedError(
            "reference_company", _("고른 기업을 찾을 수 없습니다. 이름으로 다시 찾아 골라 주십시오.")
        )
    return found


def say_linked(request: HttpRequest, reference: SolutionReference) -> None:
    if reference.company is None:
        done(request, _("‘{customer}’(을/를) 등록된 기업과 잇지 않습니다."), customer=reference.customer)
        return
    template = _("‘{customer}’(을/를) ‘{company}’(과/와) 이었습니다. 그 기업의 담당자에게 확인을 묻습니다.")
    done(request, template, customer=reference.customer, company=reference.company.name)
