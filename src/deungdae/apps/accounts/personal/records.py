"""Records with fields about a person: which these are, and how each looks before it is opened."""

from collections.abc import Mapping
from typing import ClassVar

from deungdae.apps.accounts.personal.masking import masked
from deungdae.apps.core.models.base import PublicModel


class PersonalRecord(PublicModel):
    """Can be opened by staff with a reason.

    SUBJECT: the kind under which the audit log knows it; PERSONAL: field → kind of its mask.
    """

    SUBJECT: ClassVar[str]
    PERSONAL: ClassVar[Mapping[str, str]]

    class Meta:
        abstract = True

    def as_masked(self) -> dict[str, str]:
        """Every personal field as it is shown before it is opened."""
        return {name: masked(kind, getattr(self, name)) for name, kind in self.PERSONAL.items()}

    def covered(self) -> dict[str, str]:
        """Those of them that do not show what they hold, as they are shown."""
        return {name: text for name, text in self.as_masked().items() if text != getattr(self, name)}

    def as_plain(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.PERSONAL}
