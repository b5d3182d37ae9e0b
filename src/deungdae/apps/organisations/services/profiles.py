"""Opening an organisation's profile to others, and closing it."""

from django.db import transaction

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation, ProfilePublication


@transaction.atomic
def publish_profile(*, organisation: Organisation, actor: User | None) -> ProfilePublication:
    """From now on others find the profile; one that is open already stays as it is."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    published, _is_new = ProfilePublication.objects.get_or_create(
        organisation=organisation,
        withdrawn_at=None,
        defaults={"published_at": clock.now(), "published_by": actor},
    )
    return published


@transaction.atomic
def withdraw_profile(*, organisation: Organisation, actor: User | None) -> None:
    """From now on nobody else finds the profile; that it was open stays known."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    ProfilePublication.objects.filter(organisation=organisation, withdrawn_at=None).update(
        withdrawn_at=clock.now(), withdrawn_by=actor
    )
