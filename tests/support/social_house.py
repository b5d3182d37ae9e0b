"""Another house that people sign in with, as a small server on this computer: it answers as it is told."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SETTINGS = {
    "naver": {"name": "네이버", "client_id": "naver-id", "secret": "naver-secret"},
    "kakao": {"name": "카카오", "client_id": "kakao-id", "secret": "kakao-secret"},
}
KEY = "only-for-tests-" + "k" * 32


class Conversation(BaseHTTPRequestHandler):
    server: "SocialHouse"

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.server.asked.append(self.rfile.read(length).decode())
        self.answer()

    def answer(self) -> None:
        house, path = self.server, urlsplit(self.path).path
        if house.manner == "DOWN":
            self.send_error(503)
            return
        found = house.answers().get(path)
        body = b"<html>" if house.manner == "NONSENSE" else json.dumps(found).encode()
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - of the base class
        """Says nothing."""


class SocialHouse(ThreadingHTTPServer):
    """Naver, Kakao and OpenID Connect in one; `person` is who gives consent, `manner`: "", DOWN, NONSENSE."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.manner, self.asked = "", []  # type: ignore[var-annotated]
        self.person: dict[str, Any] = {"id": "p-1", "email": "kang@company.example", "verified": True}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answers(self) -> dict[str, Any]:
        person, token = self.person, {"access_token": "t", "token_type": "bearer", "expires_in": 3600}
        claims = {"sub": person["id"], "email": person["email"], "email_verified": person["verified"]}
        account = {"email": person["email"], "is_email_verified": person["verified"], "is_email_valid": True}
        signed = jwt.encode({**claims, "iss": self.url, "aud": "oidc-id", "exp": 2**33}, KEY)
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/oidc/token",
                "userinfo_endpoint": f"{self.url}/oidc/me",
                "jwks_uri": f"{self.url}/keys",
            },
            "/oidc/token": {**token, "id_token": signed},
            "/oidc/me": {**claims, "name": "강이준"},
            "/naver/token": token,
            "/naver/me": {"resultcode": "00", "response": {"id": person["id"], "email": person["email"]}},
            "/kakao/token": token,
            "/kakao/me": {"id": person["id"], "kakao_account": account},
        }

    def settings(self) -> dict[str, dict[str, str]]:
        oidc = {"name": "센터 로그인", "client_id": "oidc-id", "secret": "oidc-secret", "server": self.url}
        return {**SETTINGS, "oidc": oidc}

    def consent(self, onward: str, **instead: str) -> dict[str, str]:
        """What the browser brings back from the page of consent that `onward` leads to."""
        asked = parse_qs(urlsplit(onward).query)
        return {"state": asked["state"][0], **(instead or {"code": "c-1"})}

    def __enter__(self) -> "SocialHouse":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()
