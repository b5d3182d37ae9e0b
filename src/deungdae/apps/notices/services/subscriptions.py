"""Subscribing to the board: asked by anybody, in force when the owner of the address has pressed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from deungdae.apps.core import clock
from deungdae.apps.notices.links import confirm_address
from deungdae.apps.notices.models import Category, Subscription, Tag
from deungdae.apps.notices.services.letters import ask_confirmation


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to hear of; nothing chosen is everything."""

    email: str
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """By their keys."""
    language: str = "ko"

    def told(self) -> dict[str, Any]:
        return {"e": self.email, "c": list(self.categories), "t": list(self.tags), "l": self.language}


def wish_of(told: dict[str, Any]) -> Wish:
    return Wish(told["e"], tuple(told["c"]), tuple(told["t"]), told["l"])


def ask_subscription(*, wish: Wish, occasion: str) -> None:
    """A mail with a link. The same answer whoever asks: nobody learns who has subscribed."""
    with transaction.atomic():
        ask_confirmation(
            email=wish.email, link=confirm_address(wish.told()), language=wish.language, occasion=occasion
        )


@transaction.atomic
def confirm_subscription(*, wish: Wish) -> Subscription:
    """The link was opened and the button pressed; again, it is as it was chosen last."""
    found, _is_new = Subscription.objects.get_or_create(
        email=wish.email, defaults={"confirmed_at": clock.now(), "language": wish.language}
    )
    return choose(subscription=found, categories=wish.categories, tags=wish.tags)


@transaction.atomic
def choose(*, subscription: Subscription, categories: Collection[str], tags: Collection[str]) -> Subscription:
    """Exactly these; what is no longer there is left out."""
    subscription.categories = [one for one in Category.values if one in categories]
    subscription.save(update_fields=["categories"])
    subscription.tags.set(Tag.objects.filter(key__in=tags))
    return subscription


@transaction.atomic
def unsubscribe(*, subscription: Subscription) -> None:
    """Nothing of it is kept."""
    Subscription.objects.filter(pk=subscription.pk).delete()
