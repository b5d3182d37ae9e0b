"""Files of a notice: adding, describing, taking away; the file itself, and what it says."""

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.words import done
from deungdae.apps.notices.forms.notices import DescriptionForm, FileForm
from deungdae.apps.notices.models import Attachment, Notice
from deungdae.apps.notices.services import attachments as services
from deungdae.apps.notices.views.access import (
    crumbs,
    file_page,
    form_page,
    may_write,
    notice_page,
    staff_page,
)
from deungdae.apps.notices.visitors import is_reader

DAY = 24 * 60 * 60


@staff_page
@notice_page
@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, notice: Notice) -> HttpResponse:
    """The files of the notice, and one more."""
    form = FileForm(sent(request), request.FILES or None)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("file", "description", "key")}
        made = services.attach(notice=notice, actor=user_of(request), **values)
        done(request, _("‘{name}’(을/를) 붙였습니다."), name=made.file.shown_name)
        return reverse("notices:files", args=[notice.public_id])

    lines = notice.attachments.select_related("file").defer("text")
    return form_page(
        request,
        form,
        act=act,
        title=pgettext("files", "붙임"),
        crumbs=crumbs(notice),
        template="notices/files.html",
        notice=notice,
        lines=lines,
    )


@staff_page
@file_page
@require_http_methods(["GET", "POST"])
def file_describe(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    form = DescriptionForm(sent(request), initial={"description": attachment.description})

    def act() -> str:
        services.describe(attachment=attachment, description=form.cleaned_data["description"])
        done(request, _("설명을 저장했습니다."))
        return back_to(attachment)

    return form_page(
        request,
        form,
        act=act,
        title=_("파일 설명"),
        crumbs=path_of(attachment),
        lead=attachment.file.shown_name,
    )


@staff_page
@file_page
@require_http_methods(["GET", "POST"])
def file_remove(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    form = forms.Form(sent(request))
    name = attachment.file.shown_name

    def act() -> str:
        services.detach(attachment=attachment)
        done(request, _("‘{name}’(을/를) 지웠습니다."), name=name)
        return back_to(attachment)

    words = _("‘%(name)s’ 파일을 아주 지웁니다. 이미 받아 간 사람의 것은 거둘 수 없습니다.")
    return form_page(
        request,
        form,
        act=act,
        title=_("파일 지우기"),
        crumbs=path_of(attachment),
        template="notices/act.html",
        words=words % {"name": name},
        is_danger=True,
    )


def back_to(attachment: Attachment) -> str:
    return reverse("notices:files", args=[attachment.notice.public_id])


def path_of(attachment: Attachment) -> list[dict[str, object]]:
    return crumbs(attachment.notice, (pgettext("files", "붙임"), back_to(attachment)))


@file_page
@require_safe
def file(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    """The file as a download; a picture also as a picture (`?show=1`). No script in it runs here."""
    stored = attachment.file
    is_shown = attachment.is_picture and request.GET.get("show") == "1"
    if not is_shown and is_reader(request) and not may_write(request):
        services.count_download(attachment=attachment)
    answer = FileResponse(
        stored.content.open("rb"),
        as_attachment=not is_shown,
        filename=stored.shown_name,
        content_type=stored.content_type,
    )
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = f"private, max-age={DAY}" if is_shown else "private, no-cache"
    return answer  # type: ignore[return-value]


@file_page
@require_safe
def file_text(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    """What the file says, for who cannot or will not open it."""
    context = {
        "attachment": attachment,
        "notice": attachment.notice,
        "crumbs": crumbs(attachment.notice),
        "paragraphs": attachment.text.splitlines(),
    }
    return render(request, "notices/file_text.html", context)
