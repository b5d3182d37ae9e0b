"""What pages say after an act, with the particle that the word before it asks for."""

from django.contrib import messages
from django.http import HttpRequest

from deungdae.engine.kernel.korean import Param, sentence


def done(request: HttpRequest, template: str, /, **values: Param) -> None:
    """Say on the next page what was done; `template` holds {names} and particle pairs such as (을/를)."""
    messages.success(request, sentence(template, values))


def not_done(request: HttpRequest, message: str) -> None:
    """Say on the next page why nothing was done."""
    messages.error(request, message)
