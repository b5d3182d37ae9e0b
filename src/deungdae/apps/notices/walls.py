"""What the database itself keeps of the board."""

from deungdae.apps.core.database import token_index, written_once

SAID = ["title", "body", "person", "department", "contact", "tags"]
NOTICE_WALLS = [
    written_once(
        "notices_noticeversion",
        kept=["notice_id", "number", "at", "actor_id", "category", *SAID, "is_imported"],
        deletable="OLD.is_imported",
    ),
    written_once(
        "notices_noticestep",
        kept=["notice_id", "state", "at", "actor_id", "reason", "is_imported"],
        deletable="OLD.is_imported",
    ),
    token_index("notices_noticesearch", key="notice_id"),
]
"""What an import brought goes when the import is taken back; everything else stays."""
