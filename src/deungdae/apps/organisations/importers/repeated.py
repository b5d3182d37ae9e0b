"""No organisation comes twice in one file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from deungdae.apps.organisations.importers.identity import Known, Unclear, Wanted
from deungdae.apps.organisations.names import name_key


@dataclass(slots=True)
class SeenRows:
    """What earlier rows of the same file were, so that no organisation comes twice."""

    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    new_by_name: dict[tuple[str, str | None], list[tuple[int, Wanted]]] = field(default_factory=dict)

    def add(self, number: int, wanted: Wanted, known: Known | None) -> None:
        """Unclear when an earlier row is the same organisation."""
        keys: list[tuple[str, tuple[str, ...]]] = []
        if wanted.business_number:
            keys.append(("business_number", ("business", wanted.business_number)))
        if wanted.corporate_number:
            keys.append(("corporate_number", ("corporate", wanted.corporate_number)))
        keys += [("name", ("code", *identifier)) for identifier in wanted.identifiers]
        if known is not None:
            keys.append(("name", ("registered", str(known.pk))))
        for column, key in keys:
            if key in self.keys:
                raise same_row(column, self.keys[key])
        if known is None:
            self.add_new(number, wanted)
        self.keys.update((key, number) for _column, key in keys)

    def add_new(self, number: int, wanted: Wanted) -> None:
        others = self.new_by_name.setdefault((name_key(wanted.name), wanted.region), [])
        for other_number, other in others:
            if not are_apart(wanted, other):
                raise same_row("name", other_number)
        others.append((number, wanted))


def are_apart(one: Wanted, other: Wanted) -> bool:
    """Two rows of one name and region that differ in a number both have."""
    if (one.business_number and other.business_number) or (one.corporate_number and other.corporate_number):
        return True
    schemes = dict(one.identifiers)
    return any(scheme in schemes and schemes[scheme] != code for scheme, code in other.identifiers)


def same_row(column: str, number: int) -> Unclear:
    return Unclear(
        column,
        "twice",
        _("%(row)s행과 같은 기업·기관입니다.") % {"row": number},
        _("한 행만 남기거나, 다른 곳이면 번호를 적어 주십시오."),
    )
