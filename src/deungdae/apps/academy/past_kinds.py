"""What a case is told of a completion that was taken over from a list of before this register."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.academy.models import Course, PastCompletion
from deungdae.apps.academy.rules import WRITE
from deungdae.apps.accounts.models import User
from deungdae.apps.core.ids import from_short
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind
from deungdae.apps.evidence.models import EvidenceEntry


def facts_of_past(payload: Payload) -> Facts:
    """What is known of it, line by line; nobody's name."""
    role, hours = str(payload["role"]), payload["hours"]
    lines = (
        (_("과정"), str(payload["title"])),
        (_("기수"), str(payload["cohort"])),
        (_("교육 대상"), str(Course.Role(role).label) if role else ""),
        (_("교육 시간"), _("%(hours)s시간") % {"hours": hours} if hours else ""),
        (_("출처"), str(payload["source"])),
    )
    return tuple(line for line in lines if line[1])


def page_of_past(entry: EvidenceEntry, user: User) -> str:
    """The list with it, for those who keep it."""
    found = PastCompletion.objects.visible_to(user).filter(
        public_id=from_short(str(entry.payload["completion"]))
    )
    if not found.exists() or not user.has_perm(WRITE):
        return ""
    return reverse("academy:past")


PAST_COMPLETED = register_kind(
    Kind(
        name="academy.past_completed",
        label=pgettext_lazy("one", "지난 수료"),
        words=gettext_lazy("한 사람이 ‘{title}’ 과정을 수료한 기록을 옮겨 왔습니다(출처: {source})."),
        group=Group.CAPABILITY,
        facts=facts_of_past,
        address=page_of_past,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["completion", "title", "cohort", "hours", "role", "source"],
            "properties": {
                "completion": {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"},
                "title": {"type": "string", "minLength": 1},
                "cohort": {"type": "string"},
                "hours": {"type": "integer", "minimum": 0},
                "role": {"enum": ["", *Course.Role.values]},
                "source": {"type": "string", "minLength": 1},
            },
        },
    )
)
