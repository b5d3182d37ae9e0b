"""The kinds of evidence: a stable name, what people call it, and the shape of its payload.

Each app registers its own at import; an entry of an unknown kind, or with another shape, is never written.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator

from deungdae.engine.kernel.korean import sentence

Schema = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Kind:
    """`schema`: JSON Schema, draft 2020-12; `words`: a sentence with fields of the payload in {braces}."""

    name: str
    label: str | Promise
    words: str | Promise
    schema: Schema


KINDS: dict[str, Kind] = {}


def register_kind(kind: Kind) -> str:
    """Make a kind known; answers its name, the word by which services use it."""
    Draft202012Validator.check_schema(kind.schema)
    known = KINDS.setdefault(kind.name, kind)
    if known != kind:
        raise ValueError(f"two kinds of evidence are called {kind.name}")
    return kind.name


def faults_of(*, kind: str, payload: Mapping[str, object]) -> list[str]:
    """What is wrong with a payload, most telling first; KeyError for an unknown kind."""
    validator = Draft202012Validator(KINDS[kind].schema)
    errors = sorted(validator.iter_errors(payload), key=lambda error: error.json_path)
    return [f"{error.json_path}: {error.message}" for error in errors]


def words_of(*, kind: str, payload: Mapping[str, object]) -> str:
    """What an entry says, in the language in force."""
    return sentence(str(KINDS[kind].words), {name: str(value) for name, value in payload.items()})


CORRECTION = register_kind(
    Kind(
        name="evidence.correction",
        label=_("바로잡음"),
        words=_("바로잡음: {reason}"),
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["reason", "kind", "entry"],
            "properties": {
                "reason": {"type": "string", "minLength": 1},
                "kind": {"type": "string", "minLength": 1},
                "entry": {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"},
            },
        },
    )
)
