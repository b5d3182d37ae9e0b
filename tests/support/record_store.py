"""A learning record store over real HTTP: keeps what it is given, and answers as it is told to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class RecordStore(ThreadingHTTPServer):
    """kept: statement id -> body; order: ids as they came; refuses: status for every PUT, 0 for none;
    mute: the next so many answers are lost after the statement is kept.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.kept: dict[str, str] = {}
        self.order: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.refuses, self.mute, self.calls = 0, 0, 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/xapi"


class Answers(BaseHTTPRequestHandler):
    server: RecordStore

    def do_PUT(self) -> None:
        store = self.server
        store.calls += 1
        store.headers.append(dict(self.headers.items()))
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = urlsplit(self.path)
        [known] = parse_qs(asked.query)["statementId"]
        if store.refuses:
            self.answer(store.refuses, "no such extension")
        elif asked.path != "/xapi/statements" or json.loads(body)["id"] != known:
            self.answer(400, "wrong address or id")
        elif known in store.kept:
            self.answer(204 if store.kept[known] == body else 409, "")
        else:
            store.kept[known] = body
            store.order.append(known)
            if store.mute:
                store.mute -= 1
                self.close_connection = True
                return
            self.answer(204, "")

    def answer(self, status: int, said: str) -> None:
        self.send_response(status)
        self.end_headers()
        if status != 204:
            self.wfile.write(said.encode())

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - the base class names it so
        """Silent."""


@contextmanager
def a_record_store() -> Iterator[RecordStore]:
    store = RecordStore()
    thread = threading.Thread(target=store.serve_forever, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        store.shutdown()
        store.server_close()
        thread.join()
