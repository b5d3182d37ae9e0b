"""What the lists of people have in common: an address is a person, and a name goes with it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Trainee
from deungdae.apps.academy.services.trainees import squeezed
from deungdae.apps.core.imports.frame import Issue, Row
from deungdae.apps.core.imports.undoing import batches


def known_by_address(rows: Iterable[Row]) -> dict[str, Trainee]:
    """Address → the record of the register that has it, which may be joined to another since."""
    known: dict[str, Trainee] = {}
    found = Trainee.objects.select_related("account", "merged_into__account")
    for batch in batches(sorted({str(row["email"]).lower() for row in rows if row["email"]})):
        known |= {one.email.lower(): one for one in found.filter(email__in=batch)}
    return known


def is_other_name(trainee: Trainee, row: Row) -> bool:
    return squeezed(trainee.name) != squeezed(str(row["name"]))


def other_name(row: Row, message: str = "") -> Issue:
    """The address stands for somebody of another name."""
    message = message or _("다른 이름으로 등록된 주소입니다.")
    remedy = _("주소와 이름을 확인해 고쳐 주십시오.")
    return row.issue("email", code="other_name", message=message, remedy=remedy)
