"""The pages of solutions: all of them, those of one company, one, a new one, a changed one, a step."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations.forms.solution import SolutionForm, initial_of
from deungdae.apps.organisations.models import Organisation, Solution
from deungdae.apps.organisations.selectors import solutions as selectors
from deungdae.apps.organisations.selectors.places import industries_to_choose, provinces
from deungdae.apps.organisations.selectors.profiles import is_published, profiles_visible_to
from deungdae.apps.organisations.selectors.references import references_naming
from deungdae.apps.organisations.selectors.solutions import SolutionFilters, may_write
from deungdae.apps.organisations.services import solutions as services
from deungdae.apps.organisations.terms import terms_of
from deungdae.apps.organisations.views.frame import crumbs, frame_of, organisation_page
from deungdae.apps.organisations.views.reference_lines import lines_of

State = Solution.State
Crumbs = list[dict[str, str]]
MAX_FILTER = 100


def filters_of(request: HttpRequest) -> SolutionFilters:
    """What the address narrows the list to; nonsense narrows it to nothing, never to an error."""
    names = SolutionFilters.__dataclass_fields__
    return SolutionFilters(
        **{name: request.GET.get(name, "").replace("\x00", "").strip()[:MAX_FILTER] for name in names}
    )


@require_GET
def solution_list(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request)
    found = selectors.solutions_matching(user=request.user, filters=filters)
    page = Paginator(found, selectors.PAGE_SIZE).get_page(request.GET.get("page"))
    links = {"previous": "", "next": ""}
    query = request.GET.copy()
    for name, number in (("previous", page.number - 1), ("next", page.number + 1)):
        if 1 <= number <= page.paginator.num_pages:
            query["page"] = str(number)
            links[name] = "?" + query.urlencode()
    context = {
        "filters": filters,
        "page": page,
        "links": links,
        "lines": [line_of(solution) for solution in page],
        "may_export": request.user.has_perm("organisations.export"),
        "areas": terms_of("area"),
        "technologies": terms_of("technology"),
        "languages": terms_of("language"),
        "prices": Solution.PriceBand.choices,
        "industries": industries_to_choose(),
        "regions": provinces(),
    }
    return render(request, "organisations/solution_list.html", context)


def line_of(solution: Solution) -> dict[str, Any]:
    codes = [(term.facet, term.code) for term in solution.terms.all()]
    return {
        "solution": solution,
        "areas": list(words_of("area", codes)),
        "technologies": list(words_of("technology", codes)),
        "is_public": solution.state == State.PUBLISHED,
    }


def waits_for_consent(organisation: Organisation, *, may_write: bool) -> bool:
    """Whether its writers are to be told that nobody else sees what the company publishes."""
    return may_write and not is_published(organisation)


def words_of(facet: str, codes: list[tuple[str, str]]) -> Iterator[str]:
    return (word for code, word in terms_of(facet) if (facet, code) in codes)


@organisation_page
@require_GET
def organisation_solutions(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The tab of one company."""
    user = user_of(request)
    found = selectors.solutions_matching(user=user, filters=SolutionFilters()).filter(
        organisation=organisation
    )
    writes = may_write(user=user, organisation_pk=organisation.pk)
    context = {
        **frame_of(request, organisation, tab="organisations:solutions"),
        "lines": [line_of(solution) for solution in found],
        "references": list(references_naming(user=user, organisation=organisation)),
        "may_write": writes,
        "waits_for_consent": waits_for_consent(organisation, may_write=writes),
    }
    return render(request, "organisations/organisation_solutions.html", context)


def solution_of(request: HttpRequest, solution_id: UUID, *, to_write: bool = False) -> Solution:
    """A visible solution; one that is not the person's to write is as missing where it is to be written."""
    user = request.user
    solution = get_object_or_404(selectors.solution_with_parts(user=user), public_id=solution_id)
    if to_write and not may_write(user=user, organisation_pk=solution.organisation_id):
        raise Http404
    return solution


@require_GET
def solution_detail(request: HttpRequest, solution_id: UUID) -> HttpResponse:
    user, solution = request.user, solution_of(request, solution_id)
    fields = selectors.fields_of(user=user, solution=solution)
    writes = may_write(user=user, organisation_pk=solution.organisation_id)
    steps = services.STEPS[solution.state] if writes else ()
    words = {
        State.PUBLISHED: _("공개하기"),
        State.DRAFT: _("작성 중으로 되돌리기"),
        State.ARCHIVED: _("보관하기"),
    }
    context = {
        **line_of(solution),
        "crumbs": [{"label": _("솔루션"), "url": reverse("solutions:list")}],
        "facts": facts_of(solution, fields, profile_url=profile_address(request, solution.organisation)),
        "references": lines_of(solution, user=user, writes=writes) if "references" in fields else (),
        "certificates": solution.certificates.all() if "certificates" in fields else (),
        "may_write": writes,
        "waits_for_consent": waits_for_consent(solution.organisation, may_write=writes),
        "steps": [{"target": state, "label": label} for state, label in words.items() if state in steps],
    }
    return render(request, "organisations/solution_detail.html", context)


def profile_address(request: HttpRequest, organisation: Organisation) -> str:
    """Where the supplier shows itself, when the person may look there."""
    seen = profiles_visible_to(user=request.user).filter(pk=organisation.pk)
    return reverse("companies:detail", args=[organisation.public_id]) if seen.exists() else ""


def facts_of(solution: Solution, fields: frozenset[str], *, profile_url: str) -> list[dict[str, Any]]:
    """What the person may read, as terms and values."""
    codes = [(term.facet, term.code) for term in solution.terms.all()]
    unknown = _("알려지지 않음")
    facts = [
        ("organisation", _("공급기업"), solution.organisation.name),
        ("terms", _("공정 영역"), ", ".join(words_of("area", codes))),
        ("terms", _("기술"), ", ".join(words_of("technology", codes))),
        ("industries", _("맞는 업종"), ", ".join(f"{one.code} {one}" for one in solution.industries.all())),
        ("regions", _("서비스 지역"), ", ".join(map(str, solution.regions.all())) or _("전국")),
        ("price_band", _("가격대"), solution.get_price_band_display()),
        ("terms", _("언어"), ", ".join(words_of("language", codes))),
        ("capacity_per_quarter", _("분기당 구축 가능 건수"), solution.capacity_per_quarter),
    ]
    return [
        {
            "term": term,
            "value": unknown if value in ("", None) else value,
            "url": profile_url if name == "organisation" else "",
        }
        for name, term, value in facts
        if name in fields
    ]


@organisation_page
@require_http_methods(["GET", "POST"])
def solution_create(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    user = user_of(request)
    if not may_write(user=user, organisation_pk=organisation.pk):
        raise Http404
    form = SolutionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            solution = services.create_solution(organisation=organisation, content=form.content(), actor=user)
            done(
                request,
                _("‘{title}’(을/를) 작성 중으로 저장했습니다. 확인한 뒤 공개해 주십시오."),
                title=solution.title,
            )
            return redirect("solutions:detail", solution_id=solution.public_id)
        except RefusedError as error:
            form.add_error("title", error.message)
    back = reverse("organisations:solutions", args=[organisation.public_id])
    return form_page(request, form, organisation, way=crumbs(organisation, user=user), back=back)


@login_required
@require_http_methods(["GET", "POST"])
def solution_edit(request: HttpRequest, solution_id: UUID) -> HttpResponse:
    solution = solution_of(request, solution_id, to_write=True)
    form = SolutionForm(request.POST if request.method == "POST" else None, initial=initial_of(solution))
    if form.is_valid():
        try:
            services.update_solution(solution=solution, content=form.content(), actor=user_of(request))
            done(request, _("‘{title}’의 내용을 저장했습니다."), title=form.cleaned_data["title"])
            return redirect("solutions:detail", solution_id=solution.public_id)
        except RefusedError as error:
            form.add_error("title", error.message)
    back = reverse("solutions:detail", args=[solution.public_id])
    way = [
        {"label": _("솔루션"), "url": reverse("solutions:list")},
        {"label": solution.title, "url": back},
    ]
    return form_page(request, form, solution.organisation, way=way, back=back)


def form_page(
    request: HttpRequest, form: SolutionForm, organisation: Organisation, *, way: Crumbs, back: str
) -> HttpResponse:
    """`way`: the pages above this one; `back`: where a person goes who changes nothing."""
    context = {"form": form, "organisation": organisation, "crumbs": way, "back": back}
    status = 422 if form.errors else 200
    return render(request, "organisations/solution_form.html", context, status=status)


@login_required
@require_POST
def solution_step(request: HttpRequest, solution_id: UUID) -> HttpResponse:
    """To the state that the button names."""
    solution = solution_of(request, solution_id, to_write=True)
    target = request.POST.get("target", "")
    try:
        moved = services.move_solution(solution=solution, target=target, actor=user_of(request))
        done(
            request,
            _("‘{title}’(은/는) 이제 ‘{state}’ 상태입니다."),
            title=moved.title,
            state=moved.get_state_display(),
        )
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("solutions:detail", solution_id=solution.public_id)
