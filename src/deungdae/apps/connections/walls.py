"""What the database itself keeps of keys and webhooks, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.core.database import written_once

KEPT = ["public_id", "organisation_id", "maker_id", "role", "scopes", "prefix", "digest", "created_at"]

CONNECTION_WALLS = [
    written_once(
        "connections_apikey",
        kept=KEPT,
        deletable="OLD.revoked_at IS NOT NULL OR OLD.expires_at < CURRENT_TIMESTAMP",
    ),
    written_once(
        "connections_webhookdelivery",
        kept=["public_id", "webhook_id", "event", "source", "body", "created_at"],
        deletable="1 = 1",
    ),
    written_once(
        "connections_deliveryattempt",
        kept=["delivery_id", "number", "at", "milliseconds", "status", "fault", "said"],
        deletable="1 = 1",
    ),
]
