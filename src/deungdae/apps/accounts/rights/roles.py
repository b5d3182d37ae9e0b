"""The roles a person holds, and the one in use: every right is asked of that one alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import RoleGrant, User, Viewer
from deungdae.apps.accounts.rights.scopes import Role
from deungdae.apps.core import clock

CHOSEN = "role_in_use"
"""Under this word the session, and the person's object, keep the key of the chosen role."""
HELD = "_held_roles"
"""Under this word the person's object keeps the roles: an attribute, as `request.user` is a lazy wrapper."""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person holds today.

    key: how the choice is remembered; columns: what it is in the matrix (two where a company buys and sells);
    organisation: primary key of the organisation it is held in, None for a role of the centre.
    """

    key: str
    label: str | Promise
    columns: frozenset[Role]
    organisation: int | None = None
    place: str = ""
    """The organisation's name."""


NOBODY = HeldRole("public", _("방문자"), frozenset({Role.PUBLIC}))
ONLY_A_PERSON = HeldRole("person", _("소속 없음"), frozenset({Role.PERSON}))
ORDER = (
    RoleGrant.Role.CENTRE_LEAD,
    RoleGrant.Role.CENTRE_STAFF,
    RoleGrant.Role.AUDITOR,
    RoleGrant.Role.MINISTRY_OFFICIAL,
    RoleGrant.Role.REVIEWER,
    RoleGrant.Role.MENTOR,
)
"""Which role is in use when nobody has chosen: one of these, then a company's, then a trainee's."""
Source = Callable[[User], Iterable[HeldRole]]
SOURCES: list[Source] = []


def register_source(source: Source) -> None:
    """Roles that another app knows of, e.g. memberships of organisations."""
    if source not in SOURCES:
        SOURCES.append(source)


def held_roles(*, user: Viewer) -> tuple[HeldRole, ...]:
    """Every role in force today, the everyday one first; read once per request's user object."""
    if not isinstance(user, User) or not user.is_active:
        return ()
    cached: tuple[HeldRole, ...] | None = getattr(user, HELD, None)
    if cached is None:
        cached = tuple(found_roles(user))
        setattr(user, HELD, cached)
    return cached


def read_anew(*, user: User) -> None:
    """Forget what was read of the roles, where the same request gives the person another one."""
    if hasattr(user, HELD):
        delattr(user, HELD)


def found_roles(user: User) -> list[HeldRole]:
    granted = granted_roles(user)
    centre = [role_of_the_centre(role) for role in ORDER if role in granted]
    others = [held for source in SOURCES for held in source(user)]
    trainee = [role_of_the_centre(RoleGrant.Role.TRAINEE)] if RoleGrant.Role.TRAINEE in granted else []
    return [*centre, *others, *trainee]


GRANTED = """SELECT role FROM accounts_rolegrant
    WHERE user_id = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on > %s)"""
"""`RoleGrant.objects.current()` of one person, in the words of the database: every request asks this."""


def granted_roles(user: User) -> set[str]:
    today = str(clock.today())
    with connection.cursor() as cursor:
        cursor.execute(GRANTED, [user.pk, today, today])
        return {role for (role,) in cursor.fetchall()}


def role_of_the_centre(role: RoleGrant.Role) -> HeldRole:
    return HeldRole(role.value, role.label, frozenset({Role(role.value)}))


def role_in_use(*, user: Viewer) -> HeldRole:
    """The chosen role while it is held, else the everyday one."""
    held = held_roles(user=user)
    if not held:
        return ONLY_A_PERSON if isinstance(user, User) and user.is_active else NOBODY
    chosen = getattr(user, CHOSEN, None)
    return next((one for one in held if one.key == chosen), held[0])


OF_AN_ORGANISATION = "organisation:"
"""How the key of a role begins that is held in an organisation."""


def label_of_role(key: str) -> str:
    """What a remembered key says to people, also after the role is over; the installation itself has none."""
    if key.startswith(OF_AN_ORGANISATION):
        return str(_("기업·기관의 담당자"))
    known = {held.key: held.label for held in (NOBODY, ONLY_A_PERSON)} | dict(RoleGrant.Role.choices)
    return str(known.get(key, key)) or str(_("시스템"))


def use_role(user: User, *, key: str) -> None:
    """From now on this object of the person acts in the role of this key."""
    setattr(user, CHOSEN, key)
