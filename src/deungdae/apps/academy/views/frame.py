"""Pages that ask for something and do it: a form, or one question with its answer."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse

from deungdae.apps.calendar.views.frame import Act, Crumbs, asking_page

form_page = partial(asking_page, template="academy/form.html")


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
