"""Course sites that trust us, and what of them a session opens."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import CourseLink, CourseSite, Session
from deungdae.apps.academy.services.turns import lock_cohort, require_going_on
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """As the course site tells them when it is set up."""

    name: str
    login_url: str
    launch_url: str


@transaction.atomic
def create_site(*, facts: SiteFacts, actor: User) -> CourseSite:
    return write_site(CourseSite(created_at=clock.now(), created_by=actor), facts)


@transaction.atomic
def update_site(*, site: CourseSite, facts: SiteFacts) -> CourseSite:
    """Under another host what the sessions open would lead elsewhere, so it stays."""
    mine = CourseSite.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk)
    if host_of(facts.launch_url) != host_of(mine.launch_url) and mine.links.exists():
        template = _(
            "회차에서 쓰고 있는 사이트라 다른 곳({host})으로 바꿀 수 없습니다. 새 사이트를 등록해 주십시오."
        )
        raise refused("used", template, host=host_of(facts.launch_url))
    return write_site(mine, facts)


def write_site(site: CourseSite, facts: SiteFacts) -> CourseSite:
    for address in (facts.login_url, facts.launch_url):
        require_https(address)
    site.name, site.login_url, site.launch_url = facts.name, facts.login_url, facts.launch_url
    try:
        with transaction.atomic():
            site.save()
    except IntegrityError as error:
        template = _("‘{name}’(이/가) 이미 있습니다. 그 사이트를 고치거나 다른 이름을 적어 주십시오.")
        raise refused("twice", template, name=facts.name) from error
    return site


@transaction.atomic
def set_retired(*, site: CourseSite, is_retired: bool) -> None:
    """Nobody opens anything of a retired site, from the next press on; it can be taken up again."""
    CourseSite.objects.filter(pk=site.pk).update(retired_at=clock.now() if is_retired else None)


def require_https(address: str) -> None:
    if urlsplit(address).scheme != "https" or not host_of(address):
        template = _("주소 ‘{address}’(은/는) 쓸 수 없습니다. https://로 시작하는 주소를 적어 주십시오.")
        raise refused("https", template, address=address)


def host_of(address: str) -> str:
    return urlsplit(address).netloc.lower()


@transaction.atomic
def set_link(*, session: Session, site: CourseSite, title: str, target: str, actor: User) -> CourseLink:
    """What the people of the session open; another address keeps what the site knows of the link."""
    cohort = lock_cohort(session.cohort)
    require_going_on(cohort)
    if site.retired_at is not None:
        template = _("‘{name}’(은/는) 쓰지 않는 사이트입니다. 다른 사이트를 골라 주십시오.")
        raise refused("retired", template, name=site.name)
    require_https(target)
    if host_of(target) != host_of(site.launch_url):
        template = _(
            "‘{target}’(은/는) ‘{name}’의 주소가 아닙니다. {host}(으로/로) 시작하는 주소를 적어 주십시오."
        )
        host = f"https://{host_of(site.launch_url)}"
        raise refused("other_host", template, target=target, name=site.name, host=host)
    link = CourseLink.objects.filter(session=session).first()
    if link is not None and link.site_id != site.pk:
        link.delete()
        link = None
    link = link or CourseLink(session=session, site=site, created_at=clock.now(), created_by=actor)
    link.title, link.target = title, target
    link.save()
    return link


@transaction.atomic
def remove_link(*, session: Session) -> None:
    lock_cohort(session.cohort)
    gone, _kinds = CourseLink.objects.filter(session=session).delete()
    if not gone:
        raise RefusedError("nothing", _("이 회차에는 연 학습 사이트가 없습니다."))
