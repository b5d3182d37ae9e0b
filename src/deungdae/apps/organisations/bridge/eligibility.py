"""The legal status of a company for its page: plain facts in, words in the reader's language out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.bridge.eligibility_files import rules_in
from deungdae.engine.eligibility.formats import company_from_document
from deungdae.engine.eligibility.solve import solve
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.explanation import Explanation
from deungdae.engine.kernel.korean import Param, sentence
from deungdae.engine.kernel.messages import MESSAGES

PLACE = re.compile(r" ?\({place}\)")
DAYS = {"on", "first", "start", "end", "day"}
"""The values that are days where an answer is explained."""


@dataclass(frozen=True, slots=True)
class LegalStatus:
    """status: large, mid_sized, sme, candidate, excluded or unknown; rule: the rule that decided.

    needs: places in the facts that would have to be known, e.g. ``fiscal_years[2024].sales_krw``; sentences:
    why, in the reader's language.
    """

    status: str
    rule: str
    needs: tuple[str, ...]
    sentences: tuple[str, ...]


def legal_status_of(facts: Mapping[str, object], *, on: date) -> LegalStatus:
    """What a company legally is on a day.

    facts: the document of docs/engine/eligibility.schema.json (money in whole won, shares from 0 to 1). A key
    that is left out is not known; null says that there is none where the schema says so.
    Raises RefusedError where the facts contradict themselves or the day.
    """
    try:
        rules = rules_in(Path(settings.DATA_DIR))
        answer = solve(company_from_document(facts), on=on, rules=rules)
    except InputError as error:
        raise RefusedError("legal_status", "\n".join(_fault(issue) for issue in error.issues)) from error
    sentences = tuple(_words(explanation) for explanation in answer.explanation)
    return LegalStatus(answer.status.value, answer.rule.value, answer.needs, sentences)


def _words(explanation: Explanation) -> str:
    """The sentence without the place in the file, which a page has none of; days as pages write them."""
    params = {name: _day(value) if name in DAYS else value for name, value in explanation.params.items()}
    return sentence(PLACE.sub("", gettext(MESSAGES[explanation.code])), params)


def _day(value: Param) -> Param:
    return date_format(date.fromisoformat(str(value)), "SHORT_DATE_FORMAT")


def _fault(issue: Issue) -> str:
    words = gettext(MESSAGES[issue.code])
    return sentence(words, {**issue.params, "where": issue.where, "value": issue.value})
