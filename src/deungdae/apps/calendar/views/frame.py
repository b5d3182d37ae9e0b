"""A page that asks for something and does it; each app has its own frame around it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from deungdae.apps.calendar.views.access import form_status
from deungdae.apps.core.errors import RefusedError

Act = Callable[[], str]
"""Does what the valid form says; where to go then."""
Crumbs = list[dict[str, Any]]


def asking_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    act: Act,
    title: str,
    crumbs: Crumbs,
    template: str,
    **more: object,
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
