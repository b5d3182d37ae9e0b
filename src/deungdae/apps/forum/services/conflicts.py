"""Who may not review a talk: the speakers, and everybody of a speaker's house."""

from collections.abc import Iterable

from deungdae.apps.accounts.models import User
from deungdae.apps.forum.models import Speaker, Talk, TalkReview
from deungdae.apps.organisations.models import Membership

PUBLIC_MAIL = frozenset(
    (
        "gmail.com",
        "naver.com",
        "daum.net",
        "hanmail.net",
        "kakao.com",
        "nate.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "icloud.com",
        "me.com",
        "yahoo.com",
        "yahoo.co.kr",
        "korea.com",
        "protonmail.com",
        "proton.me",
    )
)
"""Houses of mail that say nothing about where somebody works."""


def domain_of(email: str) -> str:
    """The house of an address; empty where it says nothing."""
    domain = email.rpartition("@")[2].lower()
    return "" if domain in PUBLIC_MAIL else domain


def houses_of(user: User) -> tuple[set[int], set[str]]:
    """The companies for which somebody acts now: keys and names without blanks."""
    rows = Membership.objects.current().filter(user=user).select_related("organisation")
    companies = [row.organisation for row in rows]
    keys = {key for one in companies for key in (one.pk, one.merged_into_id) if key}
    return keys, {"".join(one.name.split()).casefold() for one in companies}


def has_interest(user: User, speakers: Iterable[Speaker]) -> bool:
    """Whether the reviewer speaks, or comes from a speaker's company, by membership, name or mail address."""
    keys, names = houses_of(user)
    house = domain_of(user.email)
    for one in speakers:
        if one.email == user.email.lower() or one.organisation_id in keys:
            return True
        if "".join(one.affiliation.split()).casefold() in names or (house and domain_of(one.email) == house):
            return True
    return False


def drop_conflicts(talk: Talk) -> int:
    """Reviews of those who have an interest now, since a speaker changed, count no more. How many."""
    speakers = list(Speaker.objects.filter(talk=talk))
    reviews = TalkReview.objects.filter(talk=talk).select_related("reviewer")
    gone = [one.pk for one in reviews if has_interest(one.reviewer, speakers)]
    TalkReview.objects.filter(pk__in=gone).delete()
    return len(gone)
