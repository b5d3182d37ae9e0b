"""Whom messages about a day reach, and whom they cannot reach."""

from django.utils.translation import gettext as _

from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.engine.kernel.korean import sentence


def untold_participants(*, day: MatchingDay) -> list[Participant]:
    """The participants without an e-mail address, by number: nobody tells them anything."""
    found = Participant.objects.filter(day=day, contact_email="").select_related("organisation")
    return list(found.order_by("code", "id"))


def untold_words(*, day: MatchingDay) -> str:
    """How many are not told, and who, in a sentence; empty when everybody can be told."""
    untold = untold_participants(day=day)
    if not untold:
        return ""
    names = tuple(f"{participant.organisation.name}({participant.code})" for participant in untold)
    template = _("이메일이 없는 참가자 {count}곳에는 알리지 못합니다: {names}.")
    return sentence(template, {"count": str(len(untold)), "names": names})
