"""The list of resources, a new one, a changed one, one put away and taken out again."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.forms.resource import ResourceForm, initial_of
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.opening_words import opening_lines
from deungdae.apps.calendar.selectors.resources import (
    PAGE_SIZE,
    ResourceFilters,
    openings_of_resource,
    resources_matching,
)
from deungdae.apps.calendar.services import resources as services
from deungdae.apps.calendar.views.access import (
    calendar_page,
    crumbs,
    form_status,
    may_write,
    resource_page,
    sent,
    staff_page,
    typed,
)
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations.selectors.places import provinces


@calendar_page
@require_GET
def resource_list(request: HttpRequest) -> HttpResponse:
    filters = ResourceFilters(**{name: typed(request, name) for name in ResourceFilters.__dataclass_fields__})
    found = resources_matching(user=request.user, filters=filters)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "links": page_links(request, page),
        "lines": [line_of(resource) for resource in page],
        "kinds": Resource.Kind.choices,
        "regions": provinces(),
        "may_write": may_write(request),
    }
    return render(request, "calendar/list.html", context)


def line_of(resource: Resource) -> dict[str, Any]:
    openings = openings_of_resource(resource.opening_times.all())
    return {"resource": resource, "openings": opening_lines(openings)}


@staff_page
@require_http_methods(["GET", "POST"])
def resource_create(request: HttpRequest) -> HttpResponse:
    form, refusal = ResourceForm(sent(request)), None
    if form.is_valid():
        try:
            resource = services.create_resource(content=form.content(), actor=user_of(request))
            done(request, _("‘{name}’(을/를) 저장했습니다."), name=resource.name)
            return redirect("calendar:week", resource_id=resource.public_id)
        except RefusedError as error:
            refusal = error
    return form_page(request, form, None, refusal)


@resource_page
@require_http_methods(["GET", "POST"])
def resource_edit(request: HttpRequest, resource: Resource) -> HttpResponse:
    require_keeper(request)
    form, refusal = ResourceForm(sent(request), initial=initial_of(resource), holder=resource.account), None
    if form.is_valid():
        try:
            content = form.content()
            services.update_resource(resource=resource, content=content, actor=user_of(request))
            done(request, _("‘{name}’(을/를) 저장했습니다."), name=content.name)
            return redirect("calendar:week", resource_id=resource.public_id)
        except RefusedError as error:
            refusal = error
    return form_page(request, form, resource, refusal)


def require_keeper(request: HttpRequest) -> None:
    if not may_write(request):
        raise Http404


def form_page(
    request: HttpRequest, form: ResourceForm, resource: Resource | None, refusal: RefusedError | None
) -> HttpResponse:
    status = form_status(form, refusal)
    context = {"form": form, "resource": resource, "crumbs": crumbs(resource)}
    return render(request, "calendar/resource_form.html", context, status=status)


@resource_page
@require_http_methods(["GET", "POST"])
def resource_archive(request: HttpRequest, resource: Resource) -> HttpResponse:
    require_keeper(request)
    if request.method == "POST":
        try:
            services.archive_resource(resource=resource, actor=user_of(request))
            done(
                request,
                _("‘{name}’(을/를) 보관했습니다. 목록에서 ‘보관한 것’으로 찾을 수 있습니다."),
                name=resource.name,
            )
            return redirect("calendar:list")
        except RefusedError as error:
            not_done(request, error.message)
            return redirect("calendar:week", resource_id=resource.public_id)
    return render(request, "calendar/archive.html", {"resource": resource, "crumbs": crumbs(resource)})


@resource_page
@require_POST
def resource_restore(request: HttpRequest, resource: Resource) -> HttpResponse:
    require_keeper(request)
    try:
        services.restore_resource(resource=resource, actor=user_of(request))
        done(request, _("‘{name}’(을/를) 다시 예약할 수 있습니다."), name=resource.name)
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("calendar:week", resource_id=resource.public_id)
