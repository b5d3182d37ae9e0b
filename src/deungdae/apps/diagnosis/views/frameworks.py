"""Frameworks as staff keep them: the list, one as its form looks, two side by side, coming and going."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core.words import done
from deungdae.apps.diagnosis.bridge.asked import form_of
from deungdae.apps.diagnosis.bridge.compare import differences
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, rule_codes, said, title_of
from deungdae.apps.diagnosis.forms.frameworks import FrameworkForm
from deungdae.apps.diagnosis.models import FrameworkVersion
from deungdae.apps.diagnosis.selectors.trades import trades_in
from deungdae.apps.diagnosis.services import frameworks as services
from deungdae.apps.diagnosis.views.access import crumbs_frameworks, crumbs_home, keeping_page, version_page
from deungdae.engine.kernel.korean import sentence


@keeping_page
@require_GET
def frameworks(request: HttpRequest) -> HttpResponse:
    found = FrameworkVersion.objects.select_related("loaded_by")
    lines = [{"one": one, "title": title_of(one)} for one in found]
    return render(request, "diagnosis/frameworks.html", {"crumbs": crumbs_home(), "lines": lines})


@keeping_page
@require_http_methods(["GET", "POST"])
def framework_upload(request: HttpRequest) -> HttpResponse:
    data = sent(request)
    form = FrameworkForm(data, request.FILES if data is not None else None)

    def create() -> FrameworkVersion:
        return services.add_version(found=form.cleaned_data["file"], actor=user_of(request))

    def act() -> str:
        versions = FrameworkVersion.objects.all()
        made = once(request, key=form.cleaned_data["key"], records=versions, create=create)
        template = _("‘{title}’ {version}판을 올렸습니다. 응답 화면이 맞는지 살펴봐 주십시오.")
        done(request, template, title=title_of(made), version=made.version)
        return address_of(made)

    return form_page(
        request,
        form,
        act=act,
        title=_("진단 체계 올리기"),
        crumbs=crumbs_frameworks(),
        template="diagnosis/framework_upload.html",
    )


def address_of(version: FrameworkVersion) -> str:
    return reverse("diagnosis:framework", args=[version.public_id])


@version_page
@require_GET
def framework(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """As its form looks, with its rules, levels and source."""
    found = framework_of(version)
    others = FrameworkVersion.objects.filter(code=version.code).exclude(pk=version.pk)
    context = {
        "crumbs": crumbs_frameworks(),
        "version": version,
        "framework": found,
        "title": said(found.text),
        "about": said(found.about),
        "facts": facts_of(version),
        "form": form_of(found, trades_in(found)),
        "rules": rule_codes(version),
        "dimensions": [(one.code, said(one.text), said(one.block)) for one in found.dimensions],
        "levels": [(said(level.text), str(level.up_to)) for level in found.levels],
        "others": others,
    }
    return render(request, "diagnosis/framework.html", context)


def facts_of(version: FrameworkVersion) -> list[dict[str, Any]]:
    found = framework_of(version)
    facts = [
        (_("코드"), found.code),
        (_("판"), found.version),
        (_("문항"), _("%(count)s개") % {"count": len(found.questions)}),
        (_("응답 시간"), _("%(minutes)s분") % {"minutes": found.minutes}),
        (_("종합 점수"), _("냄") if found.has_overall else _("내지 않음")),
        (_("출처"), said(found.source)),
        (_("이용 조건"), said(found.licence)),
    ]
    return [{"term": term, "value": value} for term, value in facts]


@version_page
@require_GET
def framework_compare(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """What this version says differently from another one of the same framework."""
    others = list(FrameworkVersion.objects.filter(code=version.code).exclude(pk=version.pk))
    wanted = typed(request, "with")
    other = next((one for one in others if one.short_id == wanted), others[0] if others else None)
    context = {
        "crumbs": [*crumbs_frameworks(), {"label": title_of(version), "url": address_of(version)}],
        "version": version,
        "other": other,
        "others": others,
        "lines": differences(other.document, version.document) if other is not None else [],
    }
    return render(request, "diagnosis/framework_compare.html", context)


@version_page
@require_http_methods(["GET", "POST"])
def framework_retire(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """Out of use, or in use again."""
    is_retired = version.retired_at is not None
    words = _(
        "‘{title}’ {version}판으로 새 진단을 시작할 수 없게 합니다. 이미 시작한 진단은 그대로 이어집니다."
    )
    if is_retired:
        words = _("‘{title}’ {version}판으로 다시 새 진단을 시작할 수 있게 합니다.")
    values = {"title": title_of(version), "version": version.version}

    def act() -> str:
        if is_retired:
            services.use_again(version=version)
            done(request, _("‘{title}’ {version}판을 다시 씁니다."), **values)
        else:
            services.retire_version(version=version, actor=user_of(request))
            done(request, _("‘{title}’ {version}판의 사용을 마쳤습니다."), **values)
        return address_of(version)

    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("다시 쓰기") if is_retired else _("사용 마치기"),
        crumbs=[*crumbs_frameworks(), {"label": title_of(version), "url": address_of(version)}],
        words=sentence(words, values),
    )
