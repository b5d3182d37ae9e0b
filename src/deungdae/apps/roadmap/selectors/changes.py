"""What a plan changed against the one that the company followed before it."""

from collections.abc import Mapping
from dataclasses import dataclass

from deungdae.apps.academy.words import money
from deungdae.apps.roadmap.models import Roadmap, RoadmapStep
from deungdae.apps.roadmap.selectors.standing import Standing
from deungdae.apps.roadmap.selectors.terms import own_terms
from deungdae.apps.roadmap.words import span_words


@dataclass(frozen=True, slots=True)
class Changes:
    """Titles; of what moved the months before and now; prices of both plans."""

    before: Roadmap
    joined: tuple[str, ...]
    done: tuple[str, ...]
    left: tuple[str, ...]
    moved: tuple[tuple[str, str, str], ...]
    price_before: str
    price: str

    @property
    def is_same(self) -> bool:
        return not (self.joined or self.done or self.left or self.moved)


def changes_of(roadmap: Roadmap, titles: Mapping[str, str], known: Mapping[int, Standing]) -> Changes | None:
    """None for a first plan. `titles`: by code, as they are called today; `known`: by the offering's key."""
    earlier = Roadmap.objects.filter(organisation__in=roadmap.organisation.family, family=roadmap.family)
    computed = earlier.exclude(decision=None).filter(asked_at__lt=roadmap.asked_at)
    before = computed.order_by("-asked_at").first()
    if before is None:
        return None
    was, now = followed_steps(before), followed_steps(roadmap)

    def title(code: str) -> str:
        return titles.get(code) or own_terms((was.get(code) or now[code]).offering).title

    gone = [code for code in was if code not in now]
    done = [code for code in gone if known.get(was[code].offering_id, Standing()).is_done]
    moved = [code for code in now if code in was and span(was[code]) != span(now[code])]
    return Changes(
        before,
        joined=tuple(title(code) for code in now if code not in was),
        done=tuple(title(code) for code in done),
        left=tuple(title(code) for code in gone if code not in done),
        moved=tuple((title(code), span(was[code]), span(now[code])) for code in moved),
        price_before=money(sum(one.price_krw for one in was.values())),
        price=money(sum(one.price_krw for one in now.values())),
    )


def followed_steps(roadmap: Roadmap) -> dict[str, RoadmapStep]:
    """By the code of the offering, in their order."""
    steps = roadmap.steps.filter(choice=roadmap.choice).select_related("offering")
    return {one.offering.code: one for one in steps}


def span(step: RoadmapStep) -> str:
    return span_words(step.begins_on, step.ends_on)
