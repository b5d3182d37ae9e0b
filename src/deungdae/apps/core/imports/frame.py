"""What every import is made of: columns, sheets, issues, and the importer that an app registers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from deungdae.apps.core.imports import cells
from deungdae.apps.core.models import ImportRun

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise


class Person(Protocol):
    """Whoever imports: this app does not know what an account is."""

    @property
    def pk(self) -> Any: ...

    def has_perm(self, perm: str) -> bool: ...


Parse = Callable[[str], object]
Tell = Callable[[int, str], None]
"""How an importer says how far it is: percent of its own part, and the step in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. The first label is shown; the others are what people also call it."""

    name: str
    labels: tuple["Text", ...]
    required: bool = False
    parse: Parse = cells.text
    example: str = ""
    help: "Text" = ""
    is_register_number: bool = False
    """Corporate numbers: their own check decides, as some look like a resident registration number."""

    @property
    def label(self) -> str:
        return str(self.labels[0])


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the file. `examples` are whole rows for the template, by column name."""

    name: str
    labels: tuple["Text", ...]
    columns: tuple[Column, ...]
    required: bool = True
    examples: tuple[Mapping[str, str], ...] = ()

    @property
    def label(self) -> str:
        return str(self.labels[0])

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class Option:
    """Something the person chooses for the whole file: a tick, or one of `choices` (value, label)."""

    name: str
    label: "Text"
    help: "Text" = ""
    choices: tuple[tuple[str, "Text"], ...] = ()
    default: str = ""
    mends: tuple[str, ...] = ()
    """Codes of the errors that become warnings when this is ticked."""
    remedy: "Text" = ""
    """What the button says that ticks it and has the file checked again."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong (error) or worth knowing (warning) in one row; row 0 is the whole sheet."""

    sheet: str
    row: int
    column: str
    value: str
    code: str
    message: str
    remedy: str = ""
    is_warning: bool = False


@dataclass(slots=True)
class Row:
    """One row of a file: what was understood, by column name, and the texts that stand there."""

    sheet: Sheet
    sheet_title: str
    number: int
    values: dict[str, object]
    texts: list[str | int]
    places: Mapping[str, int]

    def __getitem__(self, column: str) -> object:
        return self.values.get(column)

    def text_of(self, column: str) -> str:
        """The text that stands in the file."""
        place = self.places.get(column, 0)
        return str(self.texts[place]) if 0 < place < len(self.texts) else ""

    def issue(
        self, column: str, *, code: str, message: str, remedy: str = "", is_warning: bool = False
    ) -> Issue:
        """An issue at this row; `column` may be empty when it is about the row as a whole."""
        label = self.sheet.column(column).label if column else ""
        value = self.text_of(column)
        return Issue(self.sheet_title, self.number, label, value, code, message, remedy, is_warning)


@dataclass(slots=True)
class ImportData:
    """The rows of each sheet by sheet name, what the person chose, and what the import belongs to.

    `partial` holds the rows in which something was not understood, with the values that were; they are never
    applied, but another sheet may refer to them.
    """

    subject: str
    options: Mapping[str, str]
    sheets: dict[str, list[Row]] = field(default_factory=dict)
    partial: dict[str, list[Row]] = field(default_factory=dict)
    plan: object = None
    """What `check` leaves for the `apply` that follows in the same transaction, if it wants to."""

    def rows(self, sheet: str) -> list[Row]:
        return self.sheets.get(sheet, [])

    def partial_rows(self, sheet: str) -> list[Row]:
        return self.partial.get(sheet, [])


@dataclass(frozen=True, slots=True)
class Subject:
    """What an import belongs to: how it is called, and its page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class NextAct:
    """What is worth doing once an import is applied: a button that posts to the address."""

    label: str
    url: str


@dataclass(slots=True)
class Counts:
    """What would happen (or happened) to the rows of one sheet."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Verdict:
    """What a check found: issues, and counts by sheet name."""

    issues: list[Issue] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What an apply did: counts by sheet name, and what `undo` needs (JSON values only)."""

    counts: dict[str, Counts]
    undo_log: dict[str, object]


class Importer:
    """One kind of import. Subclass it, fill the class variables, write check, apply and undo, register it.

    `check` reads and never writes. `apply` runs in the frame's one transaction, on rows that `check` has just
    passed in the same transaction, and touches no row that would stay as it is. Both use bulk queries.
    """

    name: ClassVar[str]
    title: ClassVar["Text"]
    template_name: ClassVar["Text"] = ""
    permission: ClassVar[str]
    sheets: ClassVar[tuple[Sheet, ...]]
    options: ClassVar[tuple[Option, ...]] = ()
    help: ClassVar["Text"] = ""

    def subject_title(self, *, subject: str, user: Person) -> str | None:
        """How the page names what the import belongs to; None: there is no such thing for this person."""
        return "" if subject == "" else None

    def subjects(self, *, subjects: set[str], user: Person) -> dict[str, Subject]:
        """What these imports belong to, for the history; whatever this person may not see is left out."""
        return {}

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        raise NotImplementedError

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        raise NotImplementedError

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        """Take back what `run.undo_log` says, or raise RefusedError with the reason."""
        raise NotImplementedError

    def undo_obstacle(self, run: ImportRun) -> str:
        """Why an applied run cannot be taken back whatever its rows hold, in a sentence; empty: it may be."""
        return ""

    def result_url(self, run: ImportRun) -> str:
        raise NotImplementedError

    def next_acts(self, *, user: Person) -> list[NextAct]:
        """What the page of an applied run offers this person to do next."""
        return []

    def template(self) -> bytes | None:
        """A form of the list of the importer's own; None: the frame makes one of the columns."""
        return None

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def defaults(self) -> dict[str, str]:
        return {option.name: option.default for option in self.options}


IMPORTERS: dict[str, Importer] = {}


def register_importer(importer: Importer) -> None:
    """Make the importer known; called in `AppConfig.ready`."""
    IMPORTERS[importer.name] = importer


def permitted_importers(*, user: Person) -> list[Importer]:
    """The importers that this person may use."""
    return [importer for importer in IMPORTERS.values() if user.has_perm(importer.permission)]


TICKED = "on"
"""The value of an option without choices that the person has ticked."""


def is_ticked(options: Mapping[str, str], name: str) -> bool:
    return options.get(name) == TICKED
