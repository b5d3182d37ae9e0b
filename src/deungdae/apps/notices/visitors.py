"""Who asks for a page: a reader or a machine, and the same reader of the day again, without knowing who."""

import hashlib
import re
import secrets

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|archiver|preview|fetch|scan|monitor|uptime|check|feed|rss|curl|wget|python|"
    r"java/|ruby|perl|go-http|okhttp|libwww|httpclient|axios|node|headless|phantom|selenium|lighthouse|yeti|"
    r"daumoa|daum/|facebookexternalhit|kakaotalk-scrap|whatsapp|telegram|validator|postman|insomnia",
    re.IGNORECASE,
)
BROWSER = re.compile(r"^(?:mozilla|opera)/", re.IGNORECASE)
COOKIE = "notice_reader"
COOKIE_SECONDS = 365 * 24 * 60 * 60


def is_reader(request: HttpRequest) -> bool:
    """A page that a person opened: no machine that gives its name, and no page fetched in advance."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    if request.method != "GET" or "prefetch" in ahead or "prerender" in ahead:
        return False
    return bool(BROWSER.match(agent)) and MACHINES.search(agent) is None


def visitor_of(request: HttpRequest, salt: bytes) -> str:
    """The same for the same reader on the day of this salt: an account, else the address and the browser."""
    if request.user.is_authenticated:
        told = f"account:{request.user.pk}"
    else:
        agent = request.headers.get("User-Agent", "")
        language = request.headers.get("Accept-Language", "")
        told = f"{get_adapter().get_client_ip(request)}\n{agent}\n{language}"
    return hashlib.blake2b(told.encode(), key=salt, digest_size=16).hexdigest()


def new_mark() -> str:
    """What the browser of somebody without an account keeps, so that it recommends once."""
    return secrets.token_urlsafe(24)


def hash_of_mark(mark: str) -> str:
    return hashlib.sha256(f"deungdae.notices.reader\n{mark}".encode()).hexdigest()
