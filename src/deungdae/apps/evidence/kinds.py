"""The kinds of evidence: a stable name, what people call it, its group, and the shape of its payload.

Each app registers its own at import; an entry of an unknown kind, or with another shape, is never written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator

from deungdae.engine.kernel.korean import sentence

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import User
    from deungdae.apps.evidence.models import EvidenceEntry

Schema = Mapping[str, object]
Payload = Mapping[str, object]
Facts = Sequence[tuple[str, str]]
"""(what it is called, its value in words)."""


class Group(Enum):
    """The part of the centre's work that a kind belongs to: its name, what people call it, its icon."""

    AWARENESS = ("awareness", _("인식 제고"), "info")
    CAPABILITY = ("capability", _("역량 강화"), "person")
    EXECUTION = ("execution", _("실행 지원"), "calendar")
    REGISTER = ("register", _("기업 정보"), "attach")
    CORRECTION = ("correction", _("바로잡음"), "reset")

    def __init__(self, code: str, label: Promise, icon: str) -> None:
        self.code, self.label, self.icon = code, label, icon


def no_facts(payload: Payload) -> Facts:
    """Nothing beside the sentence."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """`schema`: JSON Schema, draft 2020-12; `words`: a sentence with fields of the payload in {braces};
    `facts`: the payload in words, line by line; `address`: the page of the record behind an entry, for this
    reader ("" when the reader has none).
    """

    name: str
    label: str | Promise
    words: str | Promise
    schema: Schema
    group: Group = Group.REGISTER
    facts: Callable[[Payload], Facts] = no_facts
    address: "Callable[[EvidenceEntry, User], str] | None" = None


KINDS: dict[str, Kind] = {}


def register_kind(kind: Kind) -> str:
    """Make a kind known; answers its name, the word by which services use it."""
    Draft202012Validator.check_schema(kind.schema)
    known = KINDS.setdefault(kind.name, kind)
    if known != kind:
        raise ValueError(f"two kinds of evidence are called {kind.name}")
    return kind.name


def kind_of(name: str) -> Kind:
    """The kind of this name; one that no app registers any more still stands in old cases, by its name."""
    return KINDS.get(name) or Kind(name=name, label=name, words=name, schema={})


def names_in(group: str) -> list[str]:
    """The kinds of a group."""
    return [kind.name for kind in KINDS.values() if kind.group.code == group]


def faults_of(*, kind: str, payload: Payload) -> list[str]:
    """What is wrong with a payload, most telling first; KeyError for an unknown kind."""
    validator = Draft202012Validator(KINDS[kind].schema)
    errors = sorted(validator.iter_errors(payload), key=lambda error: error.json_path)
    return [f"{error.json_path}: {error.message}" for error in errors]


def words_of(*, kind: str, payload: Payload) -> str:
    """What an entry says, in the language in force."""
    return sentence(str(kind_of(kind).words), {name: str(value) for name, value in payload.items()})


CORRECTION = register_kind(
    Kind(
        name="evidence.correction",
        label=_("바로잡음"),
        words=_("바로잡음: {reason}"),
        group=Group.CORRECTION,
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
