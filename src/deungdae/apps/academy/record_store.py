"""The learning record store on the other side of the wire: xAPI 1.0.3 over HTTP."""

import base64
import http.client
from urllib.parse import quote, urlsplit

from django.conf import settings

VERSION = "1.0.3"
WITHIN_SECONDS = 10
SAME_ID = 409
"""The store has a statement of this id: ours, of an attempt whose answer was lost."""
MINE_TO_MEND = (401, 403, 404, 408, 429)
"""Not the statement is wrong, but the key, the address or the moment: it waits and is sent again."""


class RefusedByStoreError(Exception):
    """The store will never take this statement as it is."""


def put_statement(statement_id: str, body: str) -> None:
    """Give the store a statement. Raises OSError where another attempt may help, RefusedByStoreError else."""
    address = urlsplit(settings.LRS_ADDRESS)
    is_safe = address.scheme == "https"
    kind = http.client.HTTPSConnection if is_safe else http.client.HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=WITHIN_SECONDS)
    path = f"{address.path.rstrip('/')}/statements?statementId={quote(statement_id)}"
    try:
        connection.request("PUT", path, body=body.encode(), headers=headers())
        answer = connection.getresponse()
        said = answer.read(300).decode(errors="replace")
    except http.client.HTTPException as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()
    judge(answer.status, said)


def headers() -> dict[str, str]:
    told = {"Content-Type": "application/json", "X-Experience-API-Version": VERSION}
    if settings.LRS_KEY:
        key = base64.b64encode(f"{settings.LRS_KEY}:{settings.LRS_SECRET}".encode()).decode()
        told["Authorization"] = f"Basic {key}"
    return told


def judge(status: int, said: str) -> None:
    if 200 <= status < 300 or status == SAME_ID:
        return
    line = f"{status} {said}".strip()
    if 400 <= status < 500 and status not in MINE_TO_MEND:
        raise RefusedByStoreError(line)
    raise OSError(line)
