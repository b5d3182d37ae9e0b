"""The sections that reports are made of: each app registers its own, a template names them in order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise

from deungdae.apps.core.documents.content.model import Block
from deungdae.apps.core.reporting.figures import FigureBook


class Subject(StrEnum):
    """What a report is about beside its time."""

    NONE = "none"
    COMPANY = "company"
    FORUM = "forum"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a section is asked for: a time from `since` to before `until`, and perhaps one record.

    Every figure goes through the book, so that the annex can say what it is and a later day can ask again.
    """

    since: date
    until: date
    book: FigureBook
    subject: UUID | None = None
    parameters: Mapping[str, str] | None = None

    @property
    def record(self) -> UUID:
        """For a section about one record: which; no report without one is begun."""
        if self.subject is None:
            raise ValueError("a section about one record was asked for none")
        return self.subject


Build = Callable[[Asked], Iterable[Block]]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """`build`: its blocks without the heading of the section itself; nothing: the section is left out."""

    name: str
    label: str | Promise
    build: Build
    subject: Subject = Subject.NONE


SECTIONS: dict[str, ReportSection] = {}


def register_report_section(section: ReportSection) -> None:
    """Make a section known under a stable name such as `policy.tasks`; templates wait for it by this name."""
    SECTIONS[section.name] = section
