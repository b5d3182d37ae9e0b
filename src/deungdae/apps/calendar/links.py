"""The unguessable address of a resource's calendar, for the calendars of phones and programs."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from deungdae.apps.calendar.models import Resource
from deungdae.apps.core.ids import from_short

SIGNER = Signer(salt="deungdae.calendar.feed")


def feed_token(resource: Resource) -> str:
    return SIGNER.sign(f"{resource.short_id}-{resource.link_version}")


def resource_of_token(token: str) -> Resource | None:
    """Whose calendar it is; None: forged, renewed, put away, or of somebody who may not sign in any more."""
    try:
        name, _dash, version = SIGNER.unsign(token).partition("-")
        public_id, link_version = from_short(name), int(version)
    except (BadSignature, ValueError):
        return None
    found = Resource.objects.kept().filter(public_id=public_id, link_version=link_version)
    resource = found.select_related("account").first()
    is_gone = resource is not None and resource.account is not None and not resource.account.is_active
    return None if is_gone else resource


def feed_address(resource: Resource) -> str:
    return settings.SITE_ADDRESS + reverse("calendar:feed", args=[feed_token(resource)])
