"""What forums write to a company's case: that one of its people came, or spoke.

No name: it could never be taken out again."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.core.ids import from_short
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.forum.models import Forum

ID = {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"}
TEXT = {"type": "string", "minLength": 1}


def facts_of_forum(payload: Payload) -> Facts:
    found = [(_("포럼"), str(payload["title"])), (_("주최"), str(payload["host"]))]
    if "talk_title" in payload:
        found.append((_("발표"), str(payload["talk_title"])))
    return tuple(found)


def page_of_forum(entry: EvidenceEntry, user: User) -> str:
    """The forum, for whoever may see it."""
    forum = from_short(str(entry.payload["forum"]))
    is_seen = Forum.objects.visible_to(user).filter(public_id=forum).exists()
    return reverse("forum:forum", args=[forum]) if is_seen else ""


ATTENDED = register_kind(
    Kind(
        name="forum.attended",
        label=gettext_lazy("포럼 참석"),
        words=gettext_lazy("‘{title}’ 포럼에 한 사람이 참석했습니다(접수 번호 {number})."),
        group=Group.AWARENESS,
        facts=facts_of_forum,
        address=page_of_forum,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["forum", "title", "host", "number"],
            "properties": {
                "forum": ID,
                "title": TEXT,
                "host": TEXT,
                "number": {"type": "integer", "minimum": 1},
            },
        },
    )
)
SPOKE = register_kind(
    Kind(
        name="forum.spoke",
        label=gettext_lazy("포럼 발표"),
        words=gettext_lazy("‘{title}’ 포럼에서 한 사람이 ‘{talk_title}’(을/를) 발표했습니다."),
        group=Group.AWARENESS,
        facts=facts_of_forum,
        address=page_of_forum,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["forum", "title", "host", "talk", "talk_title"],
            "properties": {"forum": ID, "title": TEXT, "host": TEXT, "talk": ID, "talk_title": TEXT},
        },
    )
)
