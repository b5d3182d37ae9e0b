"""What stands against deleting a person, named with its way out; and what ends when nothing does."""

from django.db.models import Q
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.caravan.models import Participant
from deungdae.apps.core import clock
from deungdae.apps.core.errors import refused
from deungdae.apps.organisations.models import Membership, OrganisationClaim
from deungdae.apps.organisations.services.people import end_membership
from deungdae.apps.privacy.models import RetentionHold


def end_everything(*, person: User, actor: User) -> None:
    """The memberships end; raises RefusedError when something is still running or has to stay.

    The last owner of a claimed company is refused by the membership itself.
    """
    refuse_while_held(person)
    refuse_while_running(person)
    for membership in Membership.objects.filter(user=person, ends_on__isnull=True).select_related(
        "organisation"
    ):
        end_membership(organisation=membership.organisation, user=person, actor=actor)
    Membership.objects.filter(user=person, ends_on__gt=clock.today()).update(ends_on=clock.today())


def refuse_while_held(person: User) -> None:
    """Another law or an open case needs the records of the person."""
    hold = RetentionHold.objects.filter(released_at__isnull=True, person=person).first()
    if hold is not None:
        template = _(
            "진행 중인 사건이나 법령 때문에 보존하는 사람입니다({reason})."
            " 보존을 푼 뒤 마치거나, 이 까닭으로 거절해 주십시오."
        )
        raise refused("person_held", template, reason=hold.reason)


def refuse_while_running(person: User) -> None:
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    role = RoleGrant.objects.filter(running, user=person).first()
    if role is not None:
        template = _(
            "아직 센터의 ‘{role}’ 역할을 맡고 있습니다. ‘사람’ 화면에서 역할을 끝낸 뒤 마쳐 주십시오."
        )
        raise refused("person_has_role", template, role=str(role.get_role_display()))
    claim = OrganisationClaim.objects.filter(user=person, state=OrganisationClaim.State.WAITING).first()
    if claim is not None:
        template = _("기업 담당 신청({number})이 확인을 기다립니다. 그 신청을 먼저 정한 뒤 마쳐 주십시오.")
        raise refused("person_has_claim", template, number=claim.business_number)
    ahead = Participant.objects.filter(contact_email__iexact=person.email, day__date__gte=clock.today())
    participant = ahead.select_related("day", "organisation").order_by("day__date", "pk").first()
    if participant is not None:
        template = _(
            "‘{day}’에 ‘{organisation}’의 담당자로 적혀 있습니다. 다른 담당자로 바꾼 뒤 마쳐 주십시오."
        )
        names = {"day": participant.day.title, "organisation": participant.organisation.name}
        raise refused("person_is_contact", template, **names)
