"""The portal's own pages as search engines list them and as the search over everything finds them."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.core.sitemap import Place, register_places
from deungdae.apps.organisations.search_groups import Listed, SearchGroup, register_search_group
from deungdae.apps.portal.datasets.registry import DATASETS
from deungdae.apps.portal.selectors.awards import awards_shown
from deungdae.apps.portal.ways_in import WAYS
from deungdae.apps.programme.models import Programme

ABOUT = {
    "portal:accessibility": gettext_lazy("접근성"),
    "portal:privacy": gettext_lazy("개인정보 처리방침"),
    "portal:terms": gettext_lazy("이용약관"),
    "portal:site_map": gettext_lazy("사이트맵"),
    "academy:verify": gettext_lazy("수료증 확인"),
    "portal:awards": gettext_lazy("선정 기업 확인"),
}


def places() -> Iterator[Place]:
    yield Place(reverse("portal:home"))
    yield from (Place(reverse("portal:way_in", args=[code])) for code in WAYS)
    yield Place(reverse("portal:awards"))
    yield Place(reverse("portal:datasets"))
    yield from (Place(reverse("portal:dataset", args=[code])) for code in DATASETS)
    yield from (
        Place(reverse(name)) for name in ABOUT if name.startswith("portal:") and name != "portal:awards"
    )


def help_listed(user: Viewer) -> Iterator[Listed]:
    """Ways in, with what there is for whom, and the pages about the site."""
    for code, one in WAYS.items():
        texts = (str(one.short), str(one.lead), *(str(words) for gain in one.gains for words in gain))
        yield Listed(str(one.title), reverse("portal:way_in", args=[code]), str(one.short), texts=texts)
    for name, title in ABOUT.items():
        yield Listed(str(title), reverse(name))


def datasets_listed(user: Viewer) -> Iterator[Listed]:
    for code, one in DATASETS.items():
        columns = tuple(str(column.label) for column in one.columns)
        texts = (str(one.definition), *columns)
        yield Listed(str(one.title), reverse("portal:dataset", args=[code]), str(one.source), texts=texts)


def programmes_listed(user: Viewer) -> Iterator[Listed]:
    """Programmes and their indicators: their targets and figures are public."""
    url = reverse("portal:dataset", args=["targets"])
    for one in Programme.objects.prefetch_related("goals__indicators"):
        indicators = [each for goal in one.goals.all() for each in goal.indicators.all()]
        days = (one.starts_on, one.ends_on - timedelta(days=1))
        begin, end = (date_format(day, "SHORT_DATE_FORMAT") for day in days)
        names = (one.title, one.title_english)
        yield Listed(str(one), url, f"{begin} ~ {end}", names, tuple(str(each) for each in indicators))


def awards_listed(user: Viewer) -> Iterator[Listed]:
    for one in awards_shown(user):
        note = _("%(day)s 선정") % {"day": date_format(one.on, "SHORT_DATE_FORMAT")}
        url = reverse("companies:detail", args=[one.public_id])
        yield Listed(one.company, url, f"{one.what} · {note}", texts=(one.what, one.axis))


register_places("portal", places)
register_search_group(SearchGroup("awards", gettext_lazy("선정 기업"), awards_listed))
register_search_group(SearchGroup("programmes", gettext_lazy("사업"), programmes_listed))
register_search_group(SearchGroup("statistics", gettext_lazy("통계"), datasets_listed))
register_search_group(SearchGroup("help", pgettext_lazy("help", "안내"), help_listed))
