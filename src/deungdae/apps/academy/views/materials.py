"""Materials of a session: kept by those who teach it, got by those who have a seat."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.forms.materials import MaterialForm, NameForm, SourceForm, WithdrawForm
from deungdae.apps.academy.models import Enrolment, Session, SessionMaterial
from deungdae.apps.academy.models.teaching import taught_by
from deungdae.apps.academy.services import materials as services
from deungdae.apps.academy.views.access import crumbs
from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.academy.views.sitting import seat_page
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.calendar.views.frame import Crumbs
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short, is_short
from deungdae.apps.core.words import done, not_done

Rest = ParamSpec("Rest")
SessionPage = Callable[Concatenate[HttpRequest, Session, Rest], HttpResponse]
MaterialPage = Callable[Concatenate[HttpRequest, SessionMaterial, Rest], HttpResponse]


def taught_page(view: SessionPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one session, for those who teach its cohort and for staff."""

    @wraps(view)
    def page(
        request: HttpRequest, cohort_session_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        taught = Session.objects.filter(cohort__in=taught_by(request.user))
        session = get_object_or_404(taught.select_related("cohort__course"), public_id=cohort_session_id)
        return view(request, session, *arguments, **named)

    return login_required(page)


def kept_page(view: MaterialPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one material that stands, for those who teach its cohort and for staff."""

    @wraps(view)
    def page(
        request: HttpRequest, session_material_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        mine = SessionMaterial.objects.standing().filter(session__cohort__in=taught_by(request.user))
        found = mine.select_related("session__cohort__course", "file")
        return view(request, get_object_or_404(found, public_id=session_material_id), *arguments, **named)

    return login_required(page)


def address_of(session: Session) -> str:
    return reverse("academy:materials", args=[session.public_id])


def crumbs_to(session: Session) -> Crumbs:
    return [*crumbs(session.cohort), {"label": _("수업 자료"), "url": address_of(session)}]


@taught_page
@require_http_methods(["GET", "POST"])
def materials(request: HttpRequest, session: Session) -> HttpResponse:
    """What there is in its order, what was withdrawn, and one more."""
    if request.POST.get("act", "") in ("up", "down"):
        move(request, session)
        return redirect(address_of(session))
    form = MaterialForm(sent(request), request.FILES or None)

    def act() -> str:
        names = ("file", "link", "title", "shown_from", "key")
        values = {name: form.cleaned_data[name] for name in names}
        made = services.add_material(session=session, actor=user_of(request), **values)
        done(request, _("‘{title}’(을/를) 올렸습니다."), title=made.title)
        return address_of(session)

    rows = list(session.material_files.select_related("file", "added_by", "withdrawn_by"))
    return form_page(
        request,
        form,
        act=act,
        title=_("수업 자료"),
        crumbs=crumbs(session.cohort),
        template="academy/materials.html",
        session=session,
        standing=[one for one in rows if one.withdrawn_at is None],
        withdrawn=[one for one in rows if one.withdrawn_at is not None],
    )


def move(request: HttpRequest, session: Session) -> None:
    name = request.POST.get("material", "")
    try:
        mine = SessionMaterial.objects.standing().filter(session=session)
        found = mine.filter(public_id=from_short(name)).first() if is_short(name) else None
        if found is None:
            raise RefusedError("gone", _("이미 거두었거나 바꾼 자료입니다. 화면을 새로 고쳐 주십시오."))
        services.move_material(material=found, is_up=request.POST["act"] == "up")
    except RefusedError as error:
        not_done(request, error.message)


@kept_page
@require_http_methods(["GET", "POST"])
def material_edit(request: HttpRequest, material: SessionMaterial) -> HttpResponse:
    initial = {"title": material.title, "shown_from": material.shown_from}
    form = NameForm(sent(request), initial=initial)

    def act() -> str:
        changed = services.change_material(material=material, **form.cleaned_data)
        done(request, _("자료 ‘{title}’(을/를) 저장했습니다."), title=changed.title)
        return address_of(material.session)

    return form_page(request, form, act=act, title=_("자료 고치기"), crumbs=crumbs_to(material.session))


@kept_page
@require_http_methods(["GET", "POST"])
def material_replace(request: HttpRequest, material: SessionMaterial) -> HttpResponse:
    form = SourceForm(sent(request), request.FILES or None)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("file", "link", "key")}
        made = services.replace_material(material=material, actor=user_of(request), **values)
        done(request, _("‘{title}’(을/를) 새 자료로 바꿨습니다."), title=made.title)
        return address_of(material.session)

    return form_page(
        request,
        form,
        act=act,
        title=_("자료 바꾸기"),
        crumbs=crumbs_to(material.session),
        template="academy/material_form.html",
        lead=_("‘%(title)s’의 파일이나 주소를 바꿉니다. 이전 파일은 지우고 기록만 남깁니다.")
        % {"title": material.title},
    )


@kept_page
@require_http_methods(["GET", "POST"])
def material_withdraw(request: HttpRequest, material: SessionMaterial) -> HttpResponse:
    form, title = WithdrawForm(sent(request)), material.title

    def act() -> str:
        reason = form.cleaned_data["reason"]
        services.withdraw_material(material=material, reason=reason, actor=user_of(request))
        done(request, _("‘{title}’(을/를) 거두었습니다."), title=title)
        return address_of(material.session)

    words = _("지금부터 아무도 ‘%(title)s’ 자료를 볼 수 없습니다. 파일은 지우고, 이름과 기록은 남깁니다.")
    return question_page(
        request,
        form,
        act=act,
        title=_("자료 거두기"),
        crumbs=crumbs_to(material.session),
        words=words % {"title": title},
        is_danger=True,
    )


@login_required
@require_GET
def material(request: HttpRequest, session_material_id: UUID) -> HttpResponse:
    """The file, for those who teach and for whoever has a seat and may see it by now."""
    seen = SessionMaterial.objects.visible_to(request.user).filter(file__isnull=False)
    return material_answer(get_object_or_404(seen.select_related("file"), public_id=session_material_id))


@seat_page
@require_GET
def seat_material(
    request: HttpRequest, enrolment: Enrolment, seat_link: str, session_material_id: UUID
) -> HttpResponse:
    """The file, for the person of the link."""
    seats = Enrolment.objects.filter(pk=enrolment.pk)
    seen = SessionMaterial.objects.of_seats(seats).filter(file__isnull=False)
    return material_answer(get_object_or_404(seen.select_related("file"), public_id=session_material_id))


def material_answer(one: SessionMaterial) -> HttpResponse:
    """A download; no cache keeps it, and no script in it runs here."""
    stored = one.file
    answer = FileResponse(
        stored.content.open("rb"),  # type: ignore[union-attr]
        as_attachment=True,
        filename=one.file_name,
        content_type=stored.content_type,  # type: ignore[union-attr]
    )
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer  # type: ignore[return-value]
