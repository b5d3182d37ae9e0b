"""A company hears of a letter that is published to it, and of one that was withdrawn."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.apps.organisations.models import Membership
from deungdae.apps.reports.models import Report


def tell_company(report: Report, *, letter: str) -> None:
    """Into the outbox of everybody who acts for the company, in the house's language; nobody without one."""
    if report.organisation_id is None:
        return
    address = settings.SITE_ADDRESS + reverse("reports:report", args=[report.public_id])
    people = Membership.objects.current().filter(organisation=report.organisation, user__is_active=True)
    with translation.override(settings.LANGUAGE_CODE):
        post_messages(
            [
                message_of(
                    recipient=one.user.email,
                    occasion=f"report:{report.short_id}:{letter}",
                    template=f"reports/mail/{letter}",
                    context={"report": report, "name": one.user.name, "link": address},
                    about=report.short_id,
                )
                for one in people.select_related("user").order_by("pk")
            ]
        )
