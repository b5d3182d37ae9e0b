"""Whose a key or a webhook is: of an organisation, or of the centre."""

from typing import TYPE_CHECKING, Self

from django.db import models

from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.roles import role_in_use
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.organisations.models import Organisation

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class PlaceQuerySet(models.QuerySet):
    def visible_to(self, user: "Viewer") -> Self:
        """Staff see all; who may connect an organisation those of the one that the role in use is held in."""
        reach = scope_for(user, thing="connection", action="read")
        if reach is Scope.ALL:
            return self
        place = role_in_use(user=user).organisation
        if reach is not Scope.OWN or place is None:
            return self.none()
        family = Organisation.objects.filter(models.Q(pk=place) | models.Q(merged_into=place))
        return self.filter(organisation__in=family.values("pk"))
