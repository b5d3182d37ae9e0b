"""A company's own server over real HTTPS, under a name that leads to this computer."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NAME = "hooks.example.com"
HERE = "127.0.0.1"


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Behaviour:
    """`status`: of every answer; `location`: where it sends on; `drop`: seconds between its drops."""

    status: int = 204
    location: str = ""
    words: str = ""
    drop: float = 0.0
    received: list[Received] = field(default_factory=list)


class HookServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__((HERE, 0), Answers)
        self.behaviour = behaviour


class Answers(BaseHTTPRequestHandler):
    server: HookServer

    def do_POST(self) -> None:
        behaviour = self.server.behaviour
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        behaviour.received.append(Received(self.path, headers, body))
        if behaviour.drop:
            self.drip(behaviour.drop)
            return
        self.send_response(behaviour.status)
        if behaviour.location:
            self.send_header("Location", behaviour.location)
        self.send_header("Content-Length", str(len(behaviour.words.encode())))
        self.end_headers()
        self.wfile.write(behaviour.words.encode())

    def drip(self, pause: float) -> None:
        """An answer that never ends and never stops coming."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                self.wfile.write(b"X-More: 1\r\n")
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - the base class names it so
        """Silent."""


@contextmanager
def a_hook_server(folder: Path, *, is_safe: bool = True, name: str = NAME) -> Iterator[tuple[Behaviour, str]]:
    """What it does and got, and its address. Its certificate, of `name`, is signed by `authority(folder)`."""
    behaviour = Behaviour()
    server = HookServer(behaviour)
    if is_safe:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate(folder, name))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    scheme = "https" if is_safe else "http"
    try:
        yield behaviour, f"{scheme}://{NAME}:{server.server_port}/in?kind=1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def leading(numbers: Callable[[], list[str]]) -> Callable[..., list[object]]:
    """Stands for the system's resolver: whatever is asked leads to the numbers of this moment."""

    def answer(name: str, port: int, *_more: object, **_named: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in numbers()]

    return answer


def authority(folder: Path) -> str:
    return str(folder / "authority.pem")


def certificate(folder: Path, name: str) -> str:
    """A certificate with its key, in one file; its authority beside it."""
    root, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "made-up authority")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    own = signed(issuer, issuer, root, root, [(x509.BasicConstraints(ca=True, path_length=None), True)])
    names = x509.SubjectAlternativeName([x509.DNSName(name)])
    leaf = signed(subject, issuer, key, root, [(names, False)])
    Path(authority(folder)).write_bytes(own.public_bytes(serialization.Encoding.PEM))
    path = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + leaf.public_bytes(serialization.Encoding.PEM))
    return str(path)


def signed(subject, issuer, key, signer, extensions):  # type: ignore[no-untyped-def]
    now = datetime.now(tz=UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, critical=is_critical)
    return builder.sign(signer, hashes.SHA256())
