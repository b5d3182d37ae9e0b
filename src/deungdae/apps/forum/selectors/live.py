"""Questions and polls as the phone, the desk and the screen show them."""

from typing import Any

from django.db.models import Count, QuerySet

from deungdae.apps.forum.models import Poll, PollVote, Question, QuestionVote, Registration, Talk

MOST = 200


def shown_questions(talk: Talk) -> QuerySet[Question]:
    """What the chair shows, the most wanted first."""
    found = Question.objects.filter(talk=talk, state=Question.State.SHOWN)
    return found.annotate(wanted=Count("votes")).order_by("-wanted", "pk")


def questions_of(talk: Talk) -> list[dict[str, Any]]:
    """For the desk: the unseen first, then what is shown, then the rest."""
    order = {"asked": 0, "shown": 1, "answered": 2, "hidden": 3}
    found = (
        Question.objects.filter(talk=talk).annotate(wanted=Count("votes")).order_by("-wanted", "pk")[:MOST]
    )
    return [{"question": one} for one in sorted(found, key=lambda one: order[one.state])]


def own_questions(talk: Talk, registration: Registration) -> QuerySet[Question]:
    return Question.objects.filter(talk=talk, registration=registration)


def voted(talk: Talk, registration: Registration) -> set[int]:
    """The questions for which the person has voted."""
    mine = QuestionVote.objects.filter(question__talk=talk, registration=registration)
    return set(mine.values_list("question", flat=True))


def open_poll_of(talk: Talk) -> Poll | None:
    return Poll.objects.filter(talk=talk, is_open=True).first()


def has_voted(poll: Poll, registration: Registration) -> bool:
    return PollVote.objects.filter(poll=poll, registration=registration).exists()


def result_of(poll: Poll) -> list[dict[str, Any]]:
    """Each option with its votes and their share in percent."""
    counts = dict(poll.votes.values_list("option").annotate(number=Count("pk")))
    total = sum(counts.values())
    return [
        {
            "number": number,
            "text": text,
            "count": counts.get(number, 0),
            "percent": round(100 * counts.get(number, 0) / total) if total else 0,
        }
        for number, text in enumerate(poll.options)
    ]
