"""Lists of people that may be exported: those of the centre, and those who act for organisations."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import RoleGrant
from deungdae.apps.core.exports.kinds import ExportKind, register_kind
from deungdae.apps.organisations.models import Membership

COLUMNS = (_("이름"), _("이메일"), _("기업·기관"), _("역할"))


def count_people() -> int:
    return RoleGrant.objects.current().count() + Membership.objects.current().count()


def rows_of_people() -> Iterator[list[str]]:
    """One line per role in force: the centre's first, then by organisation."""
    grants = RoleGrant.objects.current().select_related("user").order_by("user__name", "id")
    for grant in grants.iterator(chunk_size=1_000):
        yield [grant.user.name, grant.user.email, "", str(grant.get_role_display())]
    acting = Membership.objects.current().select_related("user", "organisation")
    for one in acting.order_by("organisation__name", "user__name", "id").iterator(chunk_size=1_000):
        yield [one.user.name, one.user.email, one.organisation.name, str(one.get_role_display())]


register_kind(
    ExportKind(
        name="people",
        title=_("센터와 기업·기관의 사람"),
        columns=COLUMNS,
        count=count_people,
        rows=rows_of_people,
    )
)
