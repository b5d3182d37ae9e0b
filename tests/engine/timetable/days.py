"""Random small days for property tests."""

from hypothesis import strategies as st

from deungdae.engine.timetable.model import Meeting, Participant, Problem, Session

PEOPLE = "가나다라마"


@st.composite
def days(draw: st.DrawFn, *, most_slots: int = 4, most_meetings: int = 5) -> Problem:
    """A valid day with every kind of rule now and then."""
    slots = draw(st.integers(1, most_slots))
    slot = st.integers(1, slots)
    tables = tuple(range(1, draw(st.integers(0, 3)) + 1))
    rarely = st.integers(0, 5).map(lambda number: number == 0)
    people = PEOPLE[: draw(st.integers(2, len(PEOPLE)))]
    participants = tuple(
        Participant(
            id=name,
            forbidden=frozenset(draw(st.sets(slot, max_size=1))) if draw(rarely) else frozenset(),
            max_meetings=draw(st.integers(0, 3)) if draw(rarely) else None,
            own_table=100 + index if draw(rarely) else None,
        )
        for index, name in enumerate(people)
    )
    pairs = [(one, other) for index, one in enumerate(people) for other in people[:index]]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=most_meetings, unique=True))
    names = [f"m{index}" for index in range(len(chosen))]
    meetings = tuple(
        Meeting(
            id=names[index],
            first=pair[0],
            second=pair[1],
            session=draw(st.sampled_from(Session)) if draw(rarely) else Session.ANY,
            fixed_slot=draw(slot) if draw(rarely) else None,
            fixed_table=draw(st.sampled_from(tables)) if tables and draw(rarely) else None,
            after=(draw(st.sampled_from(names[:index])),) if index and draw(rarely) else (),
            weight=draw(st.integers(0, 3)),
        )
        for index, pair in enumerate(chosen)
    )
    return Problem(
        slots=slots,
        morning_slots=draw(st.integers(0, slots)),
        tables=tables,
        participants=participants,
        meetings=meetings,
        fairness=draw(st.sampled_from([None, 0, 1])),
        all_required=draw(st.booleans()),
    )
