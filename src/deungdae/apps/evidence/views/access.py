"""Which case a page is about, and who reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.evidence.models import EvidenceEntry, EvidenceQuerySet
from deungdae.apps.evidence.selectors import Names, case_of, names_for
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.views.frame import at_survivor

Parts = ParamSpec("Parts")


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody reads the case of an organisation, sees these entries, and knows people by these names."""

    organisation: Organisation
    user: User
    names: Names
    entries: EvidenceQuerySet

    def entry(self, entry_id: UUID) -> EvidenceEntry:
        return get_object_or_404(self.entries, public_id=entry_id)

    def crumbs(self, *, below_case: bool) -> list[dict[str, str]]:
        """The pages above: the organisation's, and the case for what lies below it."""
        key = [self.organisation.public_id]
        above = [{"label": self.organisation.name, "url": reverse("organisations:detail", args=key)}]
        case = {"label": _("기업 카드"), "url": reverse("evidence:case", args=key)}
        return [*above, case] if below_case else above


def case_page(
    view: Callable[Concatenate[HttpRequest, Reading, Parts], HttpResponse],
) -> Callable[Concatenate[HttpRequest, UUID, Parts], HttpResponse]:
    """A page of a case: for those who see the organisation; for others it is not there."""

    @login_required
    @wraps(view)
    def answer(
        request: HttpRequest, organisation_id: UUID, *parts: Parts.args, **named: Parts.kwargs
    ) -> HttpResponse:
        user = user_of(request)
        visible = Organisation.objects.visible_to(user)
        organisation = visible.filter(public_id=organisation_id).first()
        if organisation is None:
            return at_survivor(request, organisation_id)
        names = names_for(user=user, organisation=organisation)
        entries = case_of(organisation=organisation, user=user)
        return view(request, Reading(organisation, user, names, entries), *parts, **named)

    return answer
