"""Course sites as staff keep them, and what of them a session opens."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.forms.course_sites import SessionLinkForm, SiteForm
from deungdae.apps.academy.models import CourseLink, CourseSite, Session
from deungdae.apps.academy.models.course_sites import DEPLOYMENT
from deungdae.apps.academy.services import course_sites as services
from deungdae.apps.academy.views.access import crumbs, session_page, staff_page
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done


def site_crumbs() -> list[dict[str, str]]:
    return [*crumbs(), {"label": pgettext("several", "학습 사이트"), "url": reverse("academy:sites")}]


@staff_page
@require_GET
def sites(request: HttpRequest) -> HttpResponse:
    context = {"sites": CourseSite.objects.all(), "crumbs": crumbs()}
    return render(request, "academy/sites.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def site_create(request: HttpRequest) -> HttpResponse:
    form = SiteForm(sent(request))

    def act() -> str:
        made = services.create_site(facts=form.facts(), actor=user_of(request))
        done(request, _("‘{name}’(을/를) 등록했습니다. 아래 값을 사이트에 적어 주십시오."), name=made.name)
        return reverse("academy:site", args=[made.public_id])

    return form_page(request, form, act=act, title=_("학습 사이트 등록"), crumbs=site_crumbs())


@staff_page
@require_http_methods(["GET", "POST"])
def site(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """What was registered, and what the site must know of us."""
    found = get_object_or_404(CourseSite, public_id=site_id)
    initial = {name: getattr(found, name) for name in ("name", "login_url", "launch_url")}
    form = SiteForm(sent(request), initial=initial)

    def act() -> str:
        services.update_site(site=found, facts=form.facts())
        done(request, _("‘{name}’(을/를) 저장했습니다."), name=form.cleaned_data["name"])
        return reverse("academy:site", args=[found.public_id])

    return form_page(
        request,
        form,
        act=act,
        title=found.name,
        crumbs=site_crumbs(),
        template="academy/site.html",
        site=found,  # type: ignore[arg-type]
        ours=ours(found),  # type: ignore[arg-type]
    )


def ours(found: CourseSite) -> list[dict[str, str]]:
    """What is typed into the site, under the names that course sites use."""
    address = settings.SITE_ADDRESS
    values = (
        ("Platform ID (Issuer)", address),
        ("Client ID", str(found.client_id)),
        ("Deployment ID", DEPLOYMENT),
        ("Public keyset URL", address + reverse("academy:launch_keys")),
        ("Authentication request URL", address + reverse("academy:launch_answer")),
    )
    return [{"term": term, "value": value} for term, value in values]


@staff_page
@require_POST
def site_retire(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """No longer in use, or again."""
    found = get_object_or_404(CourseSite, public_id=site_id)
    services.set_retired(site=found, is_retired=request.POST.get("retired") == "1")
    done(request, _("‘{name}’의 사용을 바꿨습니다."), name=found.name)
    return redirect("academy:site", site_id=found.public_id)


@session_page
@require_http_methods(["GET", "POST"])
def session_link(request: HttpRequest, session: Session) -> HttpResponse:
    link = CourseLink.objects.filter(session=session).select_related("site").first()
    here = reverse("academy:session_link", args=[session.public_id])
    if request.POST.get("act") == "remove":
        try:
            services.remove_link(session=session)
            done(request, _("학습 사이트를 떼었습니다."))
        except RefusedError as error:
            not_done(request, error.message)
        return redirect(here)
    initial = (
        {} if link is None else {"site": link.site.client_id, "title": link.title, "target": link.target}
    )
    form = SessionLinkForm(sent(request), initial=initial)

    def act() -> str:
        services.set_link(session=session, actor=user_of(request), **form.cleaned_data)
        done(request, _("학습 사이트를 이었습니다. ‘열어 보기’로 확인해 주십시오."))
        return here

    return form_page(
        request,
        form,
        act=act,
        title=_("학습 사이트"),
        crumbs=crumbs(session.cohort),
        template="academy/session_link.html",
        lead=session.title,
        link=link,  # type: ignore[arg-type]
        session=session,  # type: ignore[arg-type]
        has_sites=CourseSite.objects.filter(retired_at=None).exists(),
    )
