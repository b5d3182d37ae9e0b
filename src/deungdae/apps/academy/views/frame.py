"""Pages that ask for something and do it: a form, or one question with its answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from deungdae.apps.calendar.views.access import form_status
from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.korean import Param

Act = Callable[[], str]
"""Does what the valid form says; where to go then."""
Crumbs = list[dict[str, Any]]


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    act: Act,
    title: str,
    crumbs: Crumbs,
    template: str = "academy/form.html",
    **more: Param | bool | None,
) -> HttpResponse:
    """Show the form; sent and valid, do the act and go on. A refusal stands above its fields."""
    refusal = None
    if form.is_valid():
        try:
            return redirect(act())
        except RefusedError as error:
            refusal = error
    context = {"form": form, "crumbs": crumbs, "title": title, "back": crumbs[-1]["url"], **more}
    return render(request, template, context, status=form_status(form, refusal))


def question_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    act: Act,
    title: str,
    crumbs: Crumbs,
    words: str,
    is_danger: bool = False,
) -> HttpResponse:
    """What will happen, perhaps a reason to give, and the button that says what it does."""
    return form_page(
        request,
        form,
        act=act,
        title=title,
        crumbs=crumbs,
        template="academy/act.html",
        words=words,
        is_danger=is_danger,
    )
