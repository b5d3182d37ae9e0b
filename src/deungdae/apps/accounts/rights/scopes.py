"""The words of the matrix: how far a right reaches, and how protected a field is."""

from enum import IntEnum, StrEnum


class Scope(IntEnum):
    """How far a right reaches; a greater one includes the lesser ones."""

    NONE = 0
    PUBLISHED = 1
    """What its owner has published."""
    OWN = 2
    """What belongs to the person, or to the organisation of the role in use."""
    ALL = 3


class Level(StrEnum):
    """How protected a field is, from open to personal."""

    PUBLIC = "public"
    MEMBER = "member"
    CONSENTED = "consented"
    STAFF = "staff"
    PERSONAL = "personal"


class Role(StrEnum):
    """The columns of the matrix, in its order. `PERSON` is somebody signed in without a role."""

    PUBLIC = "public"
    PERSON = "person"
    TRAINEE = "trainee"
    DEMAND_STAFF = "demand_staff"
    DEMAND_OWNER = "demand_owner"
    SUPPLY_STAFF = "supply_staff"
    SUPPLY_OWNER = "supply_owner"
    MENTOR = "mentor"
    REVIEWER = "reviewer"
    MINISTRY_OFFICIAL = "ministry_official"
    AUDITOR = "auditor"
    CENTRE_STAFF = "centre_staff"
    CENTRE_LEAD = "centre_lead"


SCOPE_WORDS = {"-": Scope.NONE, "published": Scope.PUBLISHED, "own": Scope.OWN, "all": Scope.ALL}
