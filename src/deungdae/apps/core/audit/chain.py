"""How an entry is sealed: SHA-256 over the canonical JSON of its fields, the seal before it among them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

GENESIS = "0" * 64
"""What the very first entry of all binds."""
SEALED = (
    "day",
    "number",
    "public_id",
    "at",
    "actor_id",
    "account",
    "role",
    "address",
    "subject_kind",
    "subject_id",
    "subject_count",
    "act",
    "target",
    "fields",
    "reason",
    "previous_hash",
)
"""The order of the values in the JSON array. It never changes: a new field would need a new chain."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def canonical(values: Sequence[str | None]) -> str:
    """The values named by SEALED, in that order, as a JSON array of texts; nobody is null."""
    return _encode(values)


def seal(text: str) -> str:
    """The seal of an entry's canonical text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def moment_text(moment: datetime) -> str:
    """A moment as it stands in the seal: UTC to the microsecond."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
