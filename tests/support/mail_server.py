"""A mail server that behaves as told: it takes, refuses, or falls silent at the moment that is wanted."""

import socketserver
import threading
from types import TracebackType


class Conversation(socketserver.StreamRequestHandler):
    """One connection; `server.manner` is the command at which it does what is not expected."""

    server: "MailServer"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        manner = self.server.manner
        self.say("220 ready")
        while line := self.rfile.readline().strip():
            word = line.split(b":")[0].split()[0].upper().decode()
            if word == manner == "RCPT":
                self.say("451 come again later")
            elif word == "DATA":
                self.say("354 go on")
                content = self.content()
                if manner == "SILENT":
                    self.server.silence.wait(10)
                    return
                if manner == "GONE":
                    return
                if manner == "REFUSED":
                    self.say("452 no room")
                    continue
                self.server.taken.append(content)
                self.say("250 taken")
            elif word == "QUIT":
                if manner == "NO_GOODBYE":
                    self.server.silence.wait(10)
                else:
                    self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def content(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)


class MailServer(socketserver.ThreadingTCPServer):
    """In a thread of its own, on a free port, as long as the `with` lasts."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, manner: str = "") -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.manner, self.taken, self.silence = manner, [], threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.silence.set()
        self.shutdown()
        self.server_close()
