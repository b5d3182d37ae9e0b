"""The lottery of seats: promised, drawn once, repeatable by anybody."""

import zlib

import pytest

from deungdae.apps.academy.bridge.decisions import RERUNNABLE
from deungdae.apps.academy.bridge.seats import commitment_of
from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.draws import hold_draw
from deungdae.apps.academy.services.enrolments import cancel_enrolment
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Organisation
from deungdae.engine.kernel.decision import Decision, verify
from tests.support.academy import an_open_cohort, enrolled, states

pytestmark = pytest.mark.django_db


def drawn_cohort(people: int = 8, seats: int = 3) -> Cohort:
    company = Organisation.objects.create(name="한빛정밀")
    cohort = an_open_cohort(seats, admission="lottery", most=2)
    for number in range(people):
        enrolled(cohort, number, organisation=company if number < 4 else None)
    assert states(cohort) == ["requested"] * people
    return transition_cohort(cohort=cohort, target=Cohort.State.CLOSED, actor=None)


def test_the_draw_gives_the_seats_and_an_order_to_the_rest() -> None:
    cohort = drawn_cohort()
    hold_draw(cohort=cohort, actor=None)
    people = Enrolment.objects.filter(cohort=cohort).order_by("place")
    assert [one.state for one in people] == ["seated"] * 3 + ["waiting"] * 5
    assert [one.place for one in people] == list(range(1, 9))
    subjects = OutboxMessage.objects.filter(about=cohort.short_id).values_list("subject", flat=True)
    assert sum("확정" in subject for subject in subjects) == 3


def test_anybody_can_check_and_repeat_it_from_the_record() -> None:
    cohort = drawn_cohort()
    promised = commitment_of(cohort.lottery_secret)
    drawn = hold_draw(cohort=cohort, actor=None)
    text = zlib.decompress(bytes(drawn.decision.document)).decode()
    record = Decision.from_json(text)
    assert record.parameters["commitment"] == promised  # type: ignore[index, call-overload]
    again = RERUNNABLE[record.kind]
    assert verify(record, again.run, version=again.version).same
    assert "한빛정밀" not in text
    assert "수강생" not in text


def test_a_second_draw_is_the_first() -> None:
    cohort = drawn_cohort()
    first = hold_draw(cohort=cohort, actor=None)
    before = states(cohort)
    assert hold_draw(cohort=cohort, actor=None) == first
    assert states(cohort) == before


def test_what_becomes_free_goes_down_the_drawn_order() -> None:
    cohort = drawn_cohort()
    hold_draw(cohort=cohort, actor=None)
    Cohort.objects.filter(pk=cohort.pk).update(most_per_company=None)
    seated = Enrolment.objects.filter(cohort=cohort, state="seated").first()
    assert seated is not None
    cancel_enrolment(enrolment=seated, reason="", actor=None)
    offered = Enrolment.objects.get(cohort=cohort, state="offered")
    assert offered.place == 4


def test_no_draw_before_enrolment_is_over_or_without_anybody() -> None:
    cohort = an_open_cohort(1, admission="lottery")
    with pytest.raises(RefusedError) as early:
        hold_draw(cohort=cohort, actor=None)
    assert early.value.code == "too_early"
    transition_cohort(cohort=cohort, target=Cohort.State.CLOSED, actor=None)
    with pytest.raises(RefusedError) as empty:
        hold_draw(cohort=cohort, actor=None)
    assert empty.value.code == "nobody"
    with pytest.raises(RefusedError) as other:
        hold_draw(cohort=an_open_cohort(1, course=cohort.course), actor=None)
    assert other.value.code == "no_lottery"
