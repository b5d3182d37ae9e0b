"""What pages say after an act, with the particle that the word before it asks for."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext

from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.explanation import Explanation
from deungdae.engine.kernel.korean import Param, sentence
from deungdae.engine.kernel.messages import MESSAGES


def done(request: HttpRequest, template: str, /, **values: Param) -> None:
    """Say on the next page what was done; `template` holds {names} and particle pairs such as (을/를)."""
    messages.success(request, sentence(template, values))


def not_done(request: HttpRequest, message: str) -> None:
    """Say on the next page why nothing was done."""
    messages.error(request, message)


def said(reason: str) -> str:
    """A kept reason in the reader's language where it is the house's own; what somebody wrote stays so."""
    return gettext(reason) if reason else ""


def explained(found: Explanation) -> str:
    """What an engine says about its answer, in the language of the page."""
    return sentence(gettext(MESSAGES[found.code]), found.params)


def faults_said(error: InputError) -> str:
    """Everything that an engine finds wrong, in the language of the page."""
    return " ".join(fault_said(one) for one in error.issues)


def fault_said(one: Issue) -> str:
    """One of them."""
    return sentence(gettext(MESSAGES[one.code]), {**one.params, "where": one.where, "value": one.value})


def dash() -> str:
    """What stands between the two ends of a stretch: 10:00~11:30, in English 10:00–11:30."""
    return pgettext("range", "~")


def breakable(email: str) -> str:
    """The address for a page: where it does not fit, the line ends before its @ and in no word."""
    name, at, domain = email.rpartition("@")
    return format_html("{}<wbr>@{}", name, domain) if at else email
