"""The search over everything that its reader may see: its page, and what appears while one types."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from deungdae.apps.organisations.bridge.search import Question, asked, marked
from deungdae.apps.organisations.models import Organisation, Solution
from deungdae.apps.organisations.selectors.listed import ListedAnswers, listed_found
from deungdae.apps.organisations.selectors.profiles import published_profiles
from deungdae.apps.organisations.selectors.search import Answers, organisations_found, solutions_found
from deungdae.apps.organisations.views.organisations import filters_of, line_of, page_number
from deungdae.apps.organisations.views.solutions import line_of as solution_line_of

SUGGESTIONS = 5
"""Of each kind."""


@dataclass(frozen=True, slots=True)
class Groups:
    """What was found, by kind: records of the register, profiles of others, solutions, things of others."""

    organisations: Answers[Organisation]
    profiles: Answers[Organisation]
    solutions: Answers[Solution]
    listed: list[ListedAnswers]

    @property
    def every(self) -> Iterator[Answers[Organisation] | Answers[Solution] | ListedAnswers]:
        yield self.organisations
        yield self.profiles
        yield self.solutions
        yield from self.listed

    @property
    def has_next(self) -> bool:
        return any(group.has_next for group in self.every)

    @property
    def total(self) -> int:
        return sum(group.total for group in self.every)


def groups_of(request: HttpRequest, *, text: str, size: int, page: int = 1, in_texts: bool = False) -> Groups:
    """One page of each kind, inside what the person may see; numbers find in the register only."""
    user = request.user
    own = Organisation.objects.visible_to(user)
    others = published_profiles(user=user).exclude(pk__in=own.order_by().values("pk"))
    if user.has_perm("organisations.read_all"):
        others = others.none()
    return Groups(
        organisations_found(scope=own, text=text, page=page, size=size),
        organisations_found(scope=others, text=text, page=page, size=size, by_numbers=False),
        solutions_found(scope=Solution.objects.visible_to(user), text=text, page=page, size=size),
        listed_found(user=user, text=text, page=page, size=size, in_texts=in_texts),
    )


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    text = filters_of(request.GET).search
    number = page_number(request)
    groups = groups_of(request, text=text, size=20, page=number, in_texts=True)
    question = asked(text)
    context = {
        "text": text,
        "groups": groups,
        "organisations": [
            company_line(each.record, each.reason, question) for each in groups.organisations.found
        ],
        "profiles": [company_line(each.record, each.reason, question) for each in groups.profiles.found],
        "solutions": [
            {
                **solution_line_of(each.record),
                "reason": each.reason,
                "marked": marked(each.record.title, question),
            }
            for each in groups.solutions.found
        ],
        "previous": "?" + urlencode({"q": text, "page": number - 1}) if number > 1 else "",
        "next": "?" + urlencode({"q": text, "page": number + 1}) if groups.has_next else "",
    }
    return render(request, "organisations/search.html", context)


def company_line(company: Organisation, reason: str, question: Question) -> dict[str, object]:
    return {**line_of(company), "reason": reason, "marked": marked(company.name, question)}


@require_GET
def suggestions(request: HttpRequest) -> HttpResponse:
    """A part of a page: the closest few, and the way to all."""
    text = filters_of(request.GET).search
    groups = groups_of(request, text=text, size=SUGGESTIONS)
    return render(request, "organisations/search_suggestions.html", {"text": text, "groups": groups})
