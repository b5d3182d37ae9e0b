"""Forms of records with personal fields: closed ones stand masked and are kept unless typed anew."""

from collections.abc import Callable
from typing import Any

from django import forms

from deungdae.apps.accounts.personal.opening import Opened
from deungdae.apps.accounts.personal.records import PersonalRecord


def keep_masked(form: forms.Form, *, record: PersonalRecord, opened: Opened) -> None:
    """What is closed on this page stands masked in the form; sent back as it stood there, it stays stored."""
    if record.public_id in opened:
        return
    for name, text in record.covered().items():
        form.initial[name] = text
        field = form.fields[name]
        stored = getattr(record, name)
        field.clean = keeping(field.clean, shown=text, stored=stored)  # type: ignore[method-assign, assignment]


def keeping(clean: Callable[[Any], Any], *, shown: str, stored: str) -> Callable[[Any], Any]:
    def cleaned(value: Any) -> Any:
        return stored if str(value or "").strip() == shown else clean(value)

    return cleaned
