"""Industries as people write them: a KSIC code, or a name with any punctuation."""

import difflib
import re
from dataclasses import dataclass, field

from deungdae.apps.core.imports.cells import plain, squeezed
from deungdae.apps.organisations.models import Industry

CODE = re.compile(r"^([A-U])?(\d{0,5})$")


@dataclass(slots=True)
class IndustryNames:
    """Every class by code and by name; of equal names the most general class counts."""

    codes: set[str] = field(default_factory=set)
    parents: dict[str, str | None] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    found: dict[str, str | None] = field(default_factory=dict)

    def find(self, text: str) -> str | None:
        """The code of the class that the text names: `C26`, `26111`, or its name in Korean or English."""
        if text not in self.found:
            self.found[text] = self.find_afresh(text)
        return self.found[text]

    def find_afresh(self, text: str) -> str | None:
        words = plain(text).upper()
        match = CODE.match(words)
        if match:
            code = match[2] or match[1] or ""
            return code if code in self.codes else None
        lead = re.match(r"^[A-U]?(\d{2,5})[.\s)]+\D", words)
        found = self.by_name.get(squeezed(text))
        return found or (lead[1] if lead and lead[1] in self.codes else None)

    def is_within(self, inner: str | None, outer: str | None) -> bool:
        """Whether the inner class is the outer one or lies in it."""
        while inner is not None and inner != outer:
            inner = self.parents.get(inner)
        return inner is not None

    def suggestions(self, text: str) -> list[str]:
        """Names that look like the text, the closest first."""
        close = difflib.get_close_matches(squeezed(text), self.names, n=2, cutoff=0.6)
        return [self.names[key] for key in close]


def industry_names() -> IndustryNames:
    """Read once per import."""
    found = IndustryNames()
    rows = Industry.objects.order_by("level", "code").values_list("code", "parent_id", "name_ko", "name_en")
    for code, parent, korean, english in rows:
        found.codes.add(code)
        found.parents[code] = parent
        found.by_name.setdefault(squeezed(korean), code)
        found.names.setdefault(squeezed(korean), f"{korean}({code})")
        if english:
            found.by_name.setdefault(squeezed(english), code)
    return found
