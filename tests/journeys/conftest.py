"""What every journey needs: one browser for the run, and the product listening with a worker beside it."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.support.browser import Visit, Visitor, started_chromium, visiting, working


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Playwright keeps an event loop in the test's own thread, which Django must be told to accept."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = started_chromium(playwright)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Open a window for somebody: `with visit() as visitor: …`; meanwhile a worker does the jobs."""

    def open_window(**options: object) -> AbstractContextManager[Visitor]:
        return visiting(browser, live_server.url, **options)  # type: ignore[arg-type]

    with working():
        yield open_window
