"""Which registered organisations a typed name may mean."""

from django.db.models import Q

from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.names import name_key
from deungdae.apps.organisations.selectors.search import rows_answering


def organisations_called(name: str) -> list[Organisation]:
    """Standing organisations of this name, of today or of before, with the form of the company or without."""
    key = name_key(name)
    near = Q(name=name) | Q(pk__in=rows_answering(key).values("organisation"))
    found = Organisation.objects.standing().filter(near).prefetch_related("names")
    return [one for one in found if key in map(name_key, names_of(one))]


def names_of(organisation: Organisation) -> list[str]:
    others = [one.text for one in organisation.names.all() if one.archived_at is None]
    return [organisation.name, *others]
