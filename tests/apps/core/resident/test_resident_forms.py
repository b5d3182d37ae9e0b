"""No form, no call and no column takes a resident registration number."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from typing import Annotated

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.forms import fields
from pydantic import TypeAdapter
from pydantic import ValidationError as WrongBodyError

import deungdae.apps
from deungdae.apps.core.api.fields import Sent
from deungdae.apps.core.imports.frame import IMPORTERS
from deungdae.apps.core.imports.parsing import CellError, CellReader
from deungdae.apps.organisations.forms.organisation import OrganisationForm
from deungdae.apps.organisations.numbers import corporate_number

NUMBER = "801012-1234567"
TEXT = f"담당자 김하늘\n등록번호 {NUMBER}"
OF_A_PERSON = re.compile(r"resident|jumin|ssn|rrn|alien_?number|national_?id|주민|외국인등록", re.IGNORECASE)


def modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(deungdae.apps.__path__, "deungdae.apps."):
        if not re.search(r"\.(migrations|management|child|\w*urls)\b", found.name):
            yield importlib.import_module(found.name)


def text_fields() -> dict[str, fields.Field]:
    """Every field of every form class that people type text into."""
    found = {}
    for module in modules():
        for _name, form in inspect.getmembers(module, inspect.isclass):
            if issubclass(form, forms.BaseForm):
                for name, field in getattr(form, "base_fields", {}).items():
                    if isinstance(field, fields.CharField) and not isinstance(
                        field, fields.UUIDField | fields.JSONField
                    ):
                        found[f"{form.__module__}.{form.__name__}.{name}"] = field
    return found


FIELDS = text_fields()


@pytest.mark.parametrize("name", FIELDS)
def test_every_text_field_of_every_form_refuses_the_number_with_its_place(name: str) -> None:
    value = NUMBER if "\n" not in str(FIELDS[name].to_python(TEXT)) else TEXT
    with pytest.raises(ValidationError) as refusal:
        FIELDS[name].clean(value)
    words = " ".join(refusal.value.messages)
    assert "80****-*******" in words
    assert NUMBER not in words


def test_the_sweep_finds_the_forms_of_the_house() -> None:
    assert len(FIELDS) > 25
    assert "deungdae.apps.organisations.forms.organisation.OrganisationForm.products" in FIELDS


def test_the_field_is_named_and_other_fields_stay_right() -> None:
    form = OrganisationForm({"name": "한빛정밀", "products": TEXT})
    assert not form.is_valid()
    assert set(form.errors) == {"products"}
    assert "2번째 줄 6번째 글자" in form.errors["products"][0]


def test_a_right_corporate_number_is_taken_in_its_own_field() -> None:
    assert OrganisationForm({"name": "한빛정밀", "corporate_number": "110111-9999991"}).is_valid()


@pytest.mark.parametrize(
    "kind", [forms.CharField, forms.EmailField, forms.URLField, forms.SlugField, forms.JSONField]
)
def test_every_kind_of_text_field_has_the_check(kind: type[fields.Field]) -> None:
    with pytest.raises(ValidationError):
        kind().clean(f'"{NUMBER}"')


def texts_of_calls() -> dict[str, object]:
    found = {}
    for body in every_kind_of(Sent):
        for name, field in body.model_fields.items():
            if field.annotation is str or str in getattr(field.annotation, "__args__", ()):
                found[f"{body.__module__}.{body.__name__}.{name}"] = field
    return found


def every_kind_of(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from every_kind_of(below)


CALLS = texts_of_calls()


@pytest.mark.parametrize("name", CALLS)
def test_every_text_of_every_call_refuses_the_number(name: str) -> None:
    field = CALLS[name]
    with pytest.raises(WrongBodyError):
        TypeAdapter(Annotated[(field.annotation, *field.metadata)]).validate_python(NUMBER)


def test_the_sweep_finds_the_calls_of_the_house() -> None:
    assert len(CALLS) > 5


def columns() -> list[tuple[str, object]]:
    return [
        (f"{importer.name}.{sheet.name}.{column.name}", column)
        for importer in IMPORTERS.values()
        for sheet in importer.sheets
        for column in sheet.columns
    ]


@pytest.mark.parametrize(("name", "column"), columns())
def test_every_column_of_every_import_refuses_the_number(name: str, column) -> None:
    verdict = CellReader(column, 1).read(NUMBER)
    assert isinstance(verdict, CellError)
    assert verdict.code == "resident_number"
    assert NUMBER not in verdict.message


def test_no_table_has_a_column_for_it() -> None:
    named = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("deungdae.")
        for field in model._meta.get_fields()
        if OF_A_PERSON.search(field.name) or OF_A_PERSON.search(str(getattr(field, "verbose_name", "")))
    ]
    assert named == []


def test_every_column_of_corporate_numbers_knows_that_they_look_alike() -> None:
    columns = [one for importer in IMPORTERS.values() for sheet in importer.sheets for one in sheet.columns]
    found = [one for one in columns if one.parse is corporate_number]
    assert len(found) >= 4
    assert [one.name for one in found if not one.is_register_number] == []
