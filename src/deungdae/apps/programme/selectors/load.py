"""What each person of the centre has open: what they made and nobody has ended yet."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from deungdae.apps.academy.models import Cohort
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.evidence.selectors.people import OF_THE_CENTRE
from deungdae.apps.forum.models import Forum

ENDED: dict[str, tuple[Any, tuple[str, ...]]] = {
    "days": (MatchingDay, ("held", "closed")),
    "cohorts": (Cohort, ("finished", "cancelled")),
    "forums": (Forum, ("held", "cancelled")),
}


@dataclass(frozen=True, slots=True)
class Load:
    """`person`: None where nobody of the centre made it."""

    person: User | None
    days: int
    cohorts: int
    forums: int

    @property
    def whole(self) -> int:
        return self.days + self.cohorts + self.forums


def loads() -> list[Load]:
    """The most first; people of the centre with nothing open stand there too."""
    open_of: dict[str, Counter[int | None]] = {}
    for name, (model, ended) in ENDED.items():
        rows = model._default_manager.exclude(state__in=ended).order_by().values("created_by")
        told = rows.annotate(many=Count("pk")).values_list("created_by", "many")
        open_of[name] = Counter(dict(told))
    current = RoleGrant.objects.current().filter(role__in=OF_THE_CENTRE)
    staff = list(User.objects.filter(pk__in=current.values("user"), is_active=True))
    keys = {one.pk for one in staff}
    found = [Load(one, **{name: open_of[name][one.pk] for name in ENDED}) for one in staff]
    others = {name: sum(n for key, n in mine.items() if key not in keys) for name, mine in open_of.items()}
    if any(others.values()):
        found.append(Load(None, **others))
    return sorted(found, key=lambda one: (one.person is None, -one.whole, str(one.person)))
