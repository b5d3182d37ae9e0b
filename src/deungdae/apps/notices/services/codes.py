"""Short codes that no notice has yet."""

from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.notices.models import Notice
from deungdae.apps.notices.models.notices import new_code


def free_codes(count: int) -> list[str]:
    """So many; among twenty thousand notices two would else share one in every eighth centre."""
    found: set[str] = set()
    while len(found) < count:
        drawn = list({new_code() for _number in range(count - len(found))})
        for part in batches(drawn):
            taken = set(Notice.objects.filter(code__in=part).values_list("code", flat=True))
            found |= set(part) - taken
    return sorted(found)
