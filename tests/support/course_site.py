"""A course site that knows us by what staff typed into it: the library PyLTI1p3 as the tool of LTI 1.3."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from pylti1p3.contrib.django import DjangoMessageLaunch, DjangoOIDCLogin
from pylti1p3.tool_config import ToolConfDict

Fields = dict[str, str]


class CourseSiteTool:
    """One browser's visit at the site: its session there is its own."""

    def __init__(
        self, *, issuer: str, client_id: str, answers_at: str, keys: object, launch_url: str
    ) -> None:
        self.launch_url = launch_url
        told = {
            "default": True,
            "client_id": client_id,
            "auth_login_url": answers_at,
            "auth_token_url": "https://unused.example/token",
            "key_set": keys,
            "deployment_ids": ["1"],
        }
        self.config = ToolConfDict({issuer: [told]})
        self.session = SessionStore()
        self.cookies: Fields = {}

    def asked_back(self, started: Fields) -> Fields:
        """What the site asks us after it was asked to start."""
        request = self.request(RequestFactory().get("/login", started, secure=True))
        answer = DjangoOIDCLogin(request, self.config).redirect(self.launch_url)
        self.cookies = {name: morsel.value for name, morsel in answer.cookies.items()}
        return dict(parse_qsl(urlsplit(answer["Location"]).query))

    def opened(self, sent: Fields) -> dict[str, object]:
        """What the site knows of who comes; the library's LtiException where it does not believe it."""
        request = self.request(RequestFactory().post("/launch", sent, secure=True))
        return dict(DjangoMessageLaunch(request, self.config).get_launch_data())

    def request(self, request: HttpRequest) -> HttpRequest:
        request.session = self.session
        request.COOKIES.update(self.cookies)
        return request


class FormReader(HTMLParser):
    """The form of a page that leads on: where it goes, how, and with what."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.method, self.fields = "", "", Fields()
        self.is_in = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and "data-launch" in told:
            self.is_in, self.action, self.method = True, told["action"], told["method"]
        if self.is_in and tag == "input" and told.get("type") == "hidden":
            self.fields[told["name"]] = told["value"]

    def handle_endtag(self, tag: str) -> None:
        self.is_in = self.is_in and tag != "form"
