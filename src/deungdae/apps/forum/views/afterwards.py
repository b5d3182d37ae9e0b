"""What stays of a forum: materials, proceedings, groups that go on, a letter."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.forum.forms.day import FollowUpForm, GroupsForm, MaterialForm
from deungdae.apps.forum.links import talk_token
from deungdae.apps.forum.models import FollowUpGroup, Forum, GroupMember, Talk, TalkMaterial
from deungdae.apps.forum.selectors.programme import speakers_words
from deungdae.apps.forum.services import afterwards as services
from deungdae.apps.forum.services.placing import placed_of
from deungdae.apps.forum.views.access import crumbs, forum_page, may_write, staff_page, talk_link_page
from deungdae.apps.forum.views.live import found, named_in


@never_cache
@talk_link_page
@require_http_methods(["GET", "POST"])
def materials(request: HttpRequest, talk: Talk) -> HttpResponse:
    """What the speaker leaves: added, published or not, taken away."""
    act = request.POST.get("act", "")
    back = reverse("forum:talk_link", args=[talk_token(talk)])
    if act in ("agree", "disagree", "remove"):
        material_act(request, talk, act)
        return redirect(back)
    form = MaterialForm(sent(request), request.FILES or None)

    def add() -> str:
        values = {name: form.cleaned_data[name] for name in ("title", "file", "link", "has_agreed", "key")}
        services.add_material(talk=talk, **values)
        done(request, _("자료를 올렸습니다."))
        return back

    path = crumbs(talk.forum, (_("내 발표"), back))
    return form_page(
        request,
        form,
        act=add,
        title=_("자료 올리기"),
        crumbs=path,
        template="forum/material.html",
        button=_("올리기"),
    )


def material_act(request: HttpRequest, talk: Talk, act: str) -> None:
    try:
        rows = TalkMaterial.objects.filter(talk=talk).select_related("file")
        material = found(rows.filter(public_id=named_in(request, "material")).first())
        if act == "remove":
            services.remove_material(material=material)
            done(request, _("자료를 지웠습니다."))
        else:
            services.agree(material=material, has_agreed=act == "agree")
            done(request, _("자료의 공개를 바꿨습니다."))
    except RefusedError as error:
        not_done(request, error.message)


@require_GET
def material(request: HttpRequest, material_id: UUID) -> FileResponse:
    """The file: for everybody while its speaker agrees and the talk stands, for staff always."""
    rows = TalkMaterial.objects.filter(
        file__isnull=False, talk__forum__in=Forum.objects.visible_to(request.user)
    )
    if not may_write(request):
        rows = rows.filter(agreed_at__isnull=False, talk__state__in=Talk.STANDING)
    one = get_object_or_404(rows.select_related("file"), public_id=material_id)
    stored = one.file
    answer = FileResponse(
        stored.content.open("rb"),  # type: ignore[union-attr]
        as_attachment=True,
        filename=stored.shown_name,  # type: ignore[union-attr]
        content_type=stored.content_type,  # type: ignore[union-attr]
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@forum_page
@require_GET
def proceedings(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Everything that speakers have published, in the order of the programme."""
    lines = []
    for talk in placed_of(forum) if forum.programme_at is not None else []:
        agreed = [one for one in talk.materials.select_related("file") if one.agreed_at is not None]
        if agreed:
            lines.append({"talk": talk, "speakers": speakers_words(talk), "materials": agreed})
    context = {"forum": forum, "crumbs": crumbs(forum), "lines": lines}
    return render(request, "forum/proceedings.html", context)


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def groups(request: HttpRequest, forum: Forum) -> HttpResponse:
    """The groups by name, and whom staff may bring together: companies, and people by their numbers."""
    known = list(FollowUpGroup.objects.filter(forum=forum))
    form = GroupsForm(sent(request), initial={"names": "\n".join(group.name for group in known)})

    def act() -> str:
        services.set_groups(forum=forum, names=form.cleaned_data["names"])
        done(request, _("후속 모임을 저장했습니다."))
        return reverse("forum:groups", args=[forum.public_id])

    members = GroupMember.objects.filter(group__forum=forum).select_related("registration__organisation")
    told = list(members.order_by("registration__organisation__name", "registration__number"))
    context = [
        {"group": group, "members": [one.registration for one in told if one.group_id == group.pk]}
        for group in known
    ]
    return form_page(
        request,
        form,
        act=act,
        title=_("후속 모임"),
        crumbs=crumbs(forum),
        template="forum/groups.html",
        groups=context,  # type: ignore[arg-type]
    )


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, forum: Forum) -> HttpResponse:
    form = FollowUpForm(sent(request))

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("subject", "text", "key")}
        count = services.write_to_all(forum=forum, actor=user_of(request), **values)
        done(request, _("참석한 {count}명에게 메일을 보냅니다."), count=count)
        return reverse("forum:forum", args=[forum.public_id])

    lead = _("체크인한 사람 모두에게 한 번씩 보냅니다.")
    return form_page(
        request,
        form,
        act=act,
        title=_("참석자에게 메일"),
        crumbs=crumbs(forum),
        lead=lead,
        button=_("보내기"),
    )
