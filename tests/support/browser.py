"""A real browser, a worker beside it, and what every journey does: sign in, look at the page as axe does."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, Playwright, expect

from deungdae.apps.accounts.factors import needs_second_factor
from deungdae.apps.accounts.models import User
from deungdae.apps.core.jobs.worker import work
from tests.support.factors import recovery_code_of, with_factor

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MENDING = "Chromium is missing. Mend it with: sudo apt-get install -y chromium-headless-shell"
PASSWORD = "lighthouse-2021"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
VIOLATIONS_ALONE = {"resultTypes": ["violations"]}
"""Axe tells what is wrong and of all the rest no details, which took half of its time."""
WAIT_MILLISECONDS = 60_000
"""How long a page may take on a busy machine before the story counts as broken."""


def started_chromium(playwright: Playwright) -> Browser:
    """Debian's Chromium, the one without windows first; where there is none the test says what to do."""
    found = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
    path = next(filter(None, found), None)
    if path is None:
        pytest.fail(MENDING)
    expect.set_options(timeout=WAIT_MILLISECONDS)
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@contextmanager
def working() -> Iterator[None]:
    """A worker that does the jobs of this test's database until the journey is over."""
    stop = threading.Event()

    def run() -> None:
        try:
            work(stop=stop)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, name="worker")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@dataclass
class Visitor:
    """Somebody at the browser: a window of one's own, with one's own cookies."""

    page: Page
    address: str

    def open(self, path: str) -> int:
        """Go to an address of the product; the status of the answer."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def sign_in(self, user: User) -> None:
        """With the password, and with a recovery code where the person's role asks for a second factor."""
        if needs_second_factor(user=user):
            with_factor(user)
        self.open("/accounts/login/")
        self.page.get_by_label("이메일").fill(user.email)
        self.page.get_by_label("비밀번호").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="로그인", exact=True).click()
        if needs_second_factor(user=user):
            self.page.get_by_label("코드").fill(recovery_code_of(user))
            self.press("로그인")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("오늘")

    def press(self, name: str) -> None:
        """Press the first button of this name on the page."""
        self.page.get_by_role("main").get_by_role("button", name=name).first.click()

    def follow(self, name: str) -> None:
        """Follow the first link of this name on the page."""
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def reads(self, words: str) -> None:
        """These words are on the page, now or when the work that is under way is done."""
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def is_accessible(self) -> None:
        """axe finds nothing, and nothing sticks out of the window, wide or narrow.

        A click waits until the next page has begun, not until it is there; axe must see the whole of it.
        """
        self.page.wait_for_load_state()
        found = Axe().run(self.page, options=VIOLATIONS_ALONE)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        own = self.page.viewport_size
        for size in sorted((DESKTOP, PHONE), key=lambda one: one == own):
            self.page.set_viewport_size(size)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{self.page.url} is {wide} px wide of {size['width']}"


Visit = Callable[..., AbstractContextManager[Visitor]]
"""`with visit() as somebody:` opens a window; `size=PHONE` makes it small."""


@contextmanager
def visiting(
    browser: Browser, address: str, *, size: dict[str, int] | None = None, javascript: bool = True
) -> Iterator[Visitor]:
    """A window that is closed when its story is told."""
    context = browser.new_context(
        viewport=size or DESKTOP, locale="ko-KR", accept_downloads=True, java_script_enabled=javascript
    )
    context.set_default_timeout(WAIT_MILLISECONDS)
    try:
        yield Visitor(page=context.new_page(), address=address)
    finally:
        context.close()
