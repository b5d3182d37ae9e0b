"""Every act that the log knows is written by some code, and each listed step writes exactly one entry."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

import deungdae
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.audit import acts
from deungdae.apps.core.files import keep_file
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.models import AuditEntry, StoredFile
from deungdae.apps.organisations.models import MemberInvitation, Membership, Organisation, OrganisationClaim
from tests.architecture.rights_world import World, standing_world
from tests.support.centre import PASSWORD

SOURCES = [path for path in Path(deungdae.__file__).parent.rglob("*.py") if path.name != "acts.py"]
ACTS = sorted(name for name, code in vars(acts).items() if isinstance(code, str) and code in acts.ACTS)
"""What the acts are called in the code."""


@cache
def names_given_to_calls() -> set[str]:
    """Every name that stands somewhere as the argument of a call."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                given = [*node.args, *(one.value for one in node.keywords)]
                found |= {one.id for one in given if isinstance(one, ast.Name)}
    return found


def test_every_act_is_known_by_a_name() -> None:
    assert len(ACTS) == Path(acts.__file__).read_text(encoding="utf-8").count(" = register_act(")


@pytest.mark.parametrize("name", ACTS)
def test_some_code_writes_the_act(name: str) -> None:
    assert name in names_given_to_calls()


@dataclass(frozen=True)
class Scene:
    """The world of the rights' tests, with somebody who leads the centre."""

    world: World
    lead: User

    @property
    def company(self) -> Organisation:
        return Organisation.objects.get(public_id=from_short(self.world.organisation))

    def as_staff(self) -> Client:
        return self.signed_in(self.world.users["staff"])

    def as_lead(self) -> Client:
        return self.signed_in(self.lead)

    def signed_in(self, user: User | None) -> Client:
        assert user is not None
        client = Client()
        client.force_login(user)
        return client

    def at(self, name: str, **more: str) -> str:
        """The address of one of the world's own records."""
        wanted = {**self.world.own("staff"), **more}
        return reverse(name, kwargs={key: from_short(wanted[key]) for key in ROUTES[name]})

    def colleague(self) -> User:
        user = create_account(email="colleague@company.example", name="이동료", password=PASSWORD)
        facts = {"organisation": self.company, "role": "member", "starts_on": date(2021, 4, 14)}
        Membership.objects.create(user=user, **facts)
        return user


DAY = ("day_id",)
ROUTES: dict[str, tuple[str, ...]] = {
    "caravan:participants": DAY,
    "caravan:messages": DAY,
    "caravan:workbook": DAY,
    "caravan:proposal_decide": ("day_id", "proposal_id"),
    "caravan:participant_open": ("day_id", "participant_id"),
    "claims:approve": ("claim_id",),
    "claims:document": ("claim_id",),
    "core:import_errors_file": ("import_id",),
    "invitations:accept": ("invitation_id",),
    "organisations:legal_status_confirm": ("organisation_id",),
    "organisations:member_end": ("organisation_id", "person_id"),
    "organisations:member_hand_over": ("organisation_id", "person_id"),
    "organisations:member_role": ("organisation_id", "person_id"),
    "organisations:merge_pair": ("organisation_id", "other_id"),
    "organisations:merge_undo": ("merge_id",),
    "people:open": ("person_id",),
}
REASON = {"kind": "contact", "reason": "상담 시간이 바뀌어 알림"}


def sign_in(scene: Scene, password: str) -> None:
    user = create_account(email="new@company.example", name="새사람", password=PASSWORD)
    Client().post("/accounts/login/", {"login": user.email, "password": password})


def end_role(scene: Scene) -> None:
    user = scene.world.users["staff"]
    assert user is not None
    scene.as_lead().post(reverse("people:end", args=[user.public_id, "centre_staff"]))


def invite(scene: Scene) -> None:
    facts = {"email": "fresh@centre.example", "name": "새직원", "role": "mentor"}
    scene.as_lead().post(reverse("people:list"), facts)


def accept(scene: Scene) -> None:
    invitation = MemberInvitation.objects.get(public_id=from_short(scene.world.invitation))
    scene.signed_in(invitation.user).post(scene.at("invitations:accept"))


def approve(scene: Scene) -> None:
    Organisation.objects.create(name="신청한 기업", business_number="1234500003")
    scene.as_staff().post(scene.at("claims:approve"))


def hand_over(scene: Scene) -> None:
    user = scene.colleague()
    Membership.objects.filter(user=user).update(role="owner")
    scene.as_staff().post(scene.at("organisations:member_hand_over"), {"successor": user.short_id})


def end_member(scene: Scene) -> None:
    user = scene.colleague()
    scene.as_staff().post(scene.at("organisations:member_end", person_id=user.short_id))


def change_role(scene: Scene) -> None:
    user = scene.colleague()
    address = scene.at("organisations:member_role", person_id=user.short_id)
    scene.as_staff().post(address, {"role": "owner"})


def claimed(scene: Scene) -> OrganisationClaim:
    """A company's claim in force, with its claimant as the only owner."""
    user = scene.colleague()
    Membership.objects.filter(user=user).update(role="owner")
    facts = {"business_number": "1234500003", "state": "approved", "decided_at": clock.now()}
    return OrganisationClaim.objects.create(user=user, organisation=scene.company, **facts)


def take_back(scene: Scene) -> None:
    claim = claimed(scene)
    address = reverse("claims:take_back", args=[claim.public_id])
    scene.as_staff().post(address, {"reason": "재직이 확인되지 않음"})


def let_go(scene: Scene) -> None:
    client = scene.signed_in(claimed(scene).user)
    client.post(reverse("organisations:release", args=[scene.company.public_id]), {"reason": "퇴사"})


def merge(scene: Scene) -> None:
    client, address = scene.as_staff(), scene.at("organisations:merge_pair")
    client.post(address, {"reason": "같은 곳입니다", "seen": client.get(address).context["seen"]})


def claim_document(scene: Scene) -> None:
    claim = OrganisationClaim.objects.get(public_id=from_short(scene.world.claim))
    claim.document = a_file()
    claim.save()
    scene.as_staff().get(scene.at("claims:document"))


def a_file() -> StoredFile:
    facts = {"shown_name": "a.pdf", "content_type": "application/pdf", "extension": "pdf", "owner_id": None}
    stored = keep_file(file=ContentFile(b"%PDF-"), **facts)
    stored.save()
    return stored


def posted(name: str, sent: dict[str, str], query: str = "") -> Callable[[Scene], None]:
    def step(scene: Scene) -> None:
        scene.as_staff().post(scene.at(name) + query, sent)

    return step


def seen(name: str, query: str = "") -> Callable[[Scene], None]:
    def step(scene: Scene) -> None:
        scene.as_staff().get(scene.at(name) + query)

    return step


STEPS: dict[str, tuple[Callable[[Scene], None], str]] = {
    "signing in": (lambda scene: sign_in(scene, PASSWORD), acts.SIGN_IN_DONE),
    "a wrong password": (lambda scene: sign_in(scene, "falsch-2021"), acts.SIGN_IN_REFUSED),
    "inviting to the centre": (invite, acts.RIGHTS_GRANTED),
    "ending a role": (end_role, acts.RIGHTS_ENDED),
    "accepting an invitation": (accept, acts.RIGHTS_GRANTED),
    "approving a claim": (approve, acts.RIGHTS_GRANTED),
    "another role in a company": (change_role, acts.RIGHTS_GRANTED),
    "ending a membership": (end_member, acts.RIGHTS_ENDED),
    "taking a claim back": (take_back, acts.RIGHTS_ENDED),
    "letting a company go": (let_go, acts.RIGHTS_ENDED),
    "handing over": (hand_over, acts.RIGHTS_ENDED),
    "merging": (merge, acts.DECISION_MADE),
    "undoing a merge": (posted("organisations:merge_undo", {}), acts.DECISION_MADE),
    "confirming the legal status": (
        posted("organisations:legal_status_confirm", {"on": "2026-04-14"}),
        acts.DECISION_MADE,
    ),
    "taking a timetable over": (
        posted("caravan:proposal_decide", {"decision": "apply"}),
        acts.DECISION_MADE,
    ),
    "finding a person": (seen("caravan:participants", "?q=하늘"), acts.PERSON_SEARCHED),
    "finding an address": (seen("caravan:messages", "?q=sent"), acts.PERSON_SEARCHED),
    "the workbook of a day": (seen("caravan:workbook"), acts.FILE_DOWNLOADED),
    "what is wrong with a list": (seen("core:import_errors_file"), acts.FILE_DOWNLOADED),
    "the document of a claim": (claim_document, acts.FILE_DOWNLOADED),
    "opening a person": (posted("people:open", REASON), acts.PERSON_OPENED),
    "opening a participant": (posted("caravan:participant_open", REASON), acts.PERSON_OPENED),
    "reading the log": (lambda scene: scene.as_lead().get("/audit/"), acts.LOG_READ),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    with standing_world(django_db_blocker, tmp_path_factory.mktemp("files")) as built:
        yield built


@pytest.fixture
def scene(_own_files: None, settings, world: World, db: None) -> Scene:
    settings.MEDIA_ROOT = world.files
    lead = create_account(email="lead@centre.example", name="문센터", password=PASSWORD)
    grant_role(user=lead, role=RoleGrant.Role.CENTRE_LEAD)
    return Scene(world, lead)


@pytest.mark.parametrize("name", STEPS)
def test_the_step_writes_one_entry(scene: Scene, name: str) -> None:
    step, act = STEPS[name]
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    step(scene)
    (entry,) = AuditEntry.objects.exclude(pk__in=before)
    assert entry.act == act
    assert entry.address == "127.0.0.1"
    assert PASSWORD not in f"{entry.account} {entry.target} {entry.reason}"
    assert entry.at <= clock.now()


def test_a_search_that_finds_no_person_writes_nothing(scene: Scene) -> None:
    before = AuditEntry.objects.count()
    scene.as_staff().get(scene.at("caravan:participants") + "?q=한빛정밀")
    assert AuditEntry.objects.count() == before
