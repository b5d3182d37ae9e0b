"""A browser for tens of thousands of calls. Django's test client keeps each template with a copy of its
context, which takes a sixth of the time, and nobody here looks at them. An error is an answer too: asked as a
program, the product tells it in the words of its page, without the frame that is the same around all."""

from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler


class PlainClient(RequestFactory):
    """Sends what Django's own client would send, through the same handler, and gives back the bare answer."""

    def __init__(self, *, accept: str = "text/plain") -> None:
        super().__init__(headers={"accept": accept})
        self.handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **request: Any) -> HttpResponse:
        return self.handler(self._base_environ(**request))
