"""Forums and the talks of published programmes as the search over everything finds them."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import pgettext_lazy

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.core.sitemap import Place, register_places
from deungdae.apps.forum.models import Forum, Speaker, Talk
from deungdae.apps.organisations.search_groups import Listed, SearchGroup, register_search_group


def forums_listed(user: Viewer) -> Iterator[Listed]:
    for one in Forum.objects.visible_to(user):
        note = f"{date_format(one.first_day, 'SHORT_DATE_FORMAT')} · {one.get_state_display()}"
        yield Listed(str(one), reverse("forum:forum", args=[one.public_id]), note)


def talks_listed(user: Viewer) -> Iterator[Listed]:
    """What everybody can read in the programme, whoever asks."""
    shown = Forum.objects.visible_to(user).exclude(programme_at=None).exclude(state=Forum.State.CANCELLED)
    forums = {one.pk: (reverse("forum:programme", args=[one.public_id]), str(one)) for one in shown}
    found = Talk.objects.announced().filter(forum__in=forums).exclude(slot=None)
    speakers: defaultdict[int, list[str]] = defaultdict(list)
    for talk, *words in Speaker.objects.filter(talk__in=found).values_list("talk", "name", "affiliation"):
        speakers[talk] += words
    for pk, title, forum in found.order_by("number").values_list("pk", "title", "forum"):
        url, note = forums[forum]
        yield Listed(title, url, note, texts=tuple(speakers[pk]))


def places() -> Iterator[Place]:
    """Forums that were opened, and their programmes."""
    yield Place(reverse("forum:forums"))
    opened = Forum.objects.exclude(opened_at=None).exclude(state=Forum.State.CANCELLED).order_by("-first_day")
    for public_id, programme_at in opened.values_list("public_id", "programme_at").iterator():
        yield Place(reverse("forum:forum", args=[public_id]))
        if programme_at is not None:
            yield Place(reverse("forum:programme", args=[public_id]), programme_at)


register_places("forums", places)
register_search_group(SearchGroup("forums", pgettext_lazy("several", "포럼"), forums_listed))
register_search_group(SearchGroup("talks", pgettext_lazy("several", "포럼 발표"), talks_listed))
