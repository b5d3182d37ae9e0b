"""References as the pages of solutions and companies show them."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.models import Solution, SolutionReference
from deungdae.apps.organisations.reference_hooks import entries_of
from deungdae.apps.organisations.selectors.references import READ_ALL, companies_shown


def word_of(reference: SolutionReference, *, with_name: bool = False) -> str:
    """When and by whom it was confirmed or disputed; a person's name is told to the centre alone."""
    if reference.decided_at is None:
        return ""
    day = date_format(localtime(reference.decided_at), "SHORT_DATE_FORMAT")
    name = reference.decided_by.name if with_name and reference.decided_by else ""
    return " · ".join(part for part in (day, str(reference.get_decided_as_display()), name) if part)


def lines_of(solution: Solution, *, user: Viewer, writes: bool) -> list[dict[str, Any]]:
    """The references of a solution as its page shows them: state, links, and what this person may do."""
    found = list(solution.references.select_related("company", "decided_by"))
    entries = entries_of(found, user=user)
    shown = companies_shown(user=user, references=solution.references.all())
    mine = set(
        SolutionReference.objects.decided_by(user).filter(solution=solution).values_list("pk", flat=True)
    )
    return [
        {
            "reference": one,
            "word": word_of(one, with_name=user.has_perm(READ_ALL)),
            "note": one.note if writes or one.pk in mine else "",
            "company": one.company.name if one.company and one.company_id in shown else "",
            "is_linked": writes and one.company_id is not None,
            "entries": entries.get(one.pk, []),
            "decides": one.pk in mine,
        }
        for one in found
    ]
