"""What a matching day writes to a company's case."""

from django.utils.translation import gettext_lazy as _

from deungdae.apps.evidence.kinds import Kind, register_kind

MEETING_HELD = register_kind(
    Kind(
        name="caravan.meeting_held",
        label=_("상담일에서 상담함"),
        words=_("‘{title}’에서 {partner_name}(과/와) 상담했습니다({starts_at}, {table}번 테이블)."),
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": [
                "meeting",
                "day",
                "title",
                "partner",
                "partner_name",
                "partner_side",
                "starts_at",
                "table",
            ],
            "properties": {
                "meeting": {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"},
                "day": {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"},
                "title": {"type": "string", "minLength": 1},
                "partner": {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"},
                "partner_name": {"type": "string", "minLength": 1},
                "partner_side": {"enum": ["demand", "supply", "free"]},
                "starts_at": {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
                "table": {"type": "integer", "minimum": 1},
            },
        },
    )
)
