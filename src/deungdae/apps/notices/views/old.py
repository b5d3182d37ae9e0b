"""Bringing in the posts of another board: first the archive with their files, then the list."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.words import done
from deungdae.apps.notices.forms.notices import OldFilesForm
from deungdae.apps.notices.models import OldFiles
from deungdae.apps.notices.services.old_files import keep_old_files
from deungdae.apps.notices.views.access import desk_crumbs, form_page, staff_page

SHOWN = 20


@staff_page
@require_http_methods(["GET", "POST"])
def old(request: HttpRequest) -> HttpResponse:
    form = OldFilesForm(sent(request), request.FILES or None)

    def act() -> str:
        values = form.cleaned_data
        made = keep_old_files(file=values["file"], key=values["key"], actor=user_of(request))
        done(request, _("파일 {count}개를 받았습니다. 이제 목록을 올리십시오."), count=len(made.names))
        return f"{list_address()}?subject={made.short_id}"

    return form_page(
        request,
        form,
        act=act,
        title=_("옛 글 옮기기"),
        crumbs=desk_crumbs(),
        template="notices/old.html",
        archives=OldFiles.objects.select_related("file")[:SHOWN],
        list_address=list_address(),
    )


def list_address() -> str:
    return reverse("core:import_new", args=["notices"])
