"""Records whose time is over are destroyed: seen first, approved by a second person, all of it, and once."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from deungdae.apps.accounts.models import ApiCall, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.models import Attendee, MatchingDay, Participant
from deungdae.apps.core import clock
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.services import claim_job
from deungdae.apps.core.jobs.worker import run_job
from deungdae.apps.core.models import AuditEntry, Job, OutboxMessage
from deungdae.apps.core.retention.registry import KINDS
from deungdae.apps.core.retention.schedule import Means, schedule
from deungdae.apps.privacy import destruction
from deungdae.apps.privacy.holds import place_hold, release_hold
from deungdae.apps.privacy.models import DestructionItem, DestructionRun
from tests.support.centre import Centre, a_centre

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=1_200)


@pytest.fixture
def centre() -> Centre:
    """A day of long ago with two people, an account that ended, and a mail that was sent."""
    centre = a_centre()
    MatchingDay.objects.filter(pk=centre.day.pk).update(date=date(2020, 4, 15))
    for name in ("김하늘", "이바다"):
        Attendee.objects.create(participant=centre.demand_participant, name=name)
    User.objects.filter(pk=centre.stranger.pk).update(created_at=LONG_AGO)
    message = {"recipient": "a@example.com", "template": "x", "subject": "x", "body": "x"}
    OutboxMessage.objects.create(occasion="old", state="sent", not_before=LONG_AGO, **message)
    OutboxMessage.objects.filter(occasion="old").update(created_at=LONG_AGO)
    return centre


def lead(name: str = "lead") -> User:
    user = create_account(email=f"{name}@example.com", name=name, password="등대-시험-2021")
    grant_role(user=user, role="centre_lead")
    return user


def caller(user: User) -> Caller:
    return Caller(user_id=user.pk, account=user.email, role="centre_lead", address="127.0.0.1")


def work_off() -> list[Job]:
    done = []
    while job := claim_job(worker="시험"):
        run_job(job)
        done.append(Job.objects.get(pk=job.pk))
    return done


def previewed(actor: User) -> DestructionRun:
    run = destruction.start_preview(actor=actor)
    work_off()
    run.refresh_from_db()
    return run


def approved(centre: Centre) -> DestructionRun:
    run = previewed(centre.staff)
    second = lead("approver")
    destruction.propose(run=run, caller=caller(centre.staff))
    destruction.decide(run=run, is_approved=True, reason="", actor=second, caller=caller(second))
    run.refresh_from_db()
    return run


def found(run: DestructionRun) -> dict[str, int]:
    return {line["kind"]: line["found"] for line in run.counts if line["found"]}


def test_every_kind_that_ends_is_in_the_schedule_and_the_other_way_round() -> None:
    ending = {name for name, term in schedule().items() if term.means is not Means.KEEP}
    assert ending == set(KINDS)


def test_a_preview_counts_and_touches_nothing(centre: Centre) -> None:
    run = previewed(centre.staff)
    assert found(run) == {"account": 1, "participant_contact": 2, "attendee": 2, "outbox_message": 1}
    assert Attendee.objects.count() == 2
    assert Participant.objects.filter(day=centre.day).exclude(contact_name="").count() == 2
    assert DestructionItem.objects.filter(run=run, state="planned").count() == 6


def test_two_people_are_needed(centre: Centre) -> None:
    run = previewed(centre.staff)
    destruction.propose(run=run, caller=caller(centre.staff))
    with pytest.raises(RefusedError, match="스스로 승인"):
        destruction.decide(
            run=run, is_approved=True, reason="", actor=centre.staff, caller=caller(centre.staff)
        )
    by_oneself = {"decided_by": centre.staff, "decided_at": clock.now(), "state": "approved"}
    with pytest.raises(IntegrityError), transaction.atomic():
        DestructionRun.objects.filter(pk=run.pk).update(**by_oneself)
    assert Attendee.objects.count() == 2


def test_approved_it_is_destroyed_and_certified(centre: Centre) -> None:
    run = approved(centre)
    (job,) = work_off()
    assert job.state == Job.State.DONE, job.message
    run.refresh_from_db()
    assert run.state == DestructionRun.State.DONE
    assert Attendee.objects.count() == 0
    assert not OutboxMessage.objects.filter(occasion="old").exists()
    assert not Participant.objects.filter(day=centre.day).exclude(contact_name="", contact_email="").exists()
    gone = User.objects.get(pk=centre.stranger.pk)
    assert (gone.name, gone.email, gone.is_active) == ("탈퇴한 사람", f"{gone.pk}@deleted.invalid", False)
    lines = "".join(destruction.destroyed_lines(run))
    assert len(lines.splitlines()) == 6
    assert run.digest == hashlib.sha256(lines.encode()).hexdigest()
    acts = AuditEntry.objects.filter(act__startswith="destruction.").order_by("day", "number")
    assert [entry.act for entry in acts] == [
        "destruction.proposed",
        "destruction.decided",
        "destruction.done",
    ]


def test_a_person_without_a_name_cannot_come_in_and_is_not_found_again(
    client: Client, centre: Centre
) -> None:
    client.force_login(centre.stranger)
    User.objects.filter(pk=centre.stranger.pk).update(last_login=LONG_AGO)
    approved(centre)
    work_off()
    assert client.get("/today/").status_code == 302
    run = previewed(centre.staff)
    assert found(run) == {}


def test_people_with_a_role_or_a_membership_stay(centre: Centre) -> None:
    User.objects.update(created_at=LONG_AGO, last_login=None)
    run = previewed(centre.staff)
    assert found(run)["account"] == 1


def test_what_is_held_stays_until_it_is_released(centre: Centre) -> None:
    company = centre.demand_participant.organisation
    hold = place_hold(about=company, reason="진행 중인 소송", actor=centre.staff)
    place_hold(about=centre.stranger, reason="감사", actor=centre.staff)
    run = previewed(centre.staff)
    assert found(run) == {"participant_contact": 1, "outbox_message": 1}
    assert {line["kind"]: line["held"] for line in run.counts if line["held"]} == {
        "account": 1,
        "participant_contact": 1,
        "attendee": 2,
    }
    destruction.give_up(run=run)
    release_hold(hold=hold, actor=centre.staff)
    assert found(previewed(centre.staff))["attendee"] == 2


def test_a_hold_placed_after_the_approval_still_counts(centre: Centre) -> None:
    run = approved(centre)
    place_hold(about=centre.demand_participant.organisation, reason="소송", actor=centre.staff)
    work_off()
    run.refresh_from_db()
    assert Attendee.objects.count() == 2
    assert {line["kind"]: line["kept"] for line in run.counts if line["kept"]} == {
        "participant_contact": 1,
        "attendee": 2,
    }


def test_nothing_beyond_the_approved_list_is_destroyed(centre: Centre) -> None:
    run = approved(centre)
    late = Attendee.objects.create(participant=centre.demand_participant, name="박늦음")
    work_off()
    run.refresh_from_db()
    assert run.state == DestructionRun.State.DONE
    assert list(Attendee.objects.all()) == [late]


def test_a_stop_in_the_middle_loses_and_repeats_nothing(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(destruction, "IN_ONE_BATCH", 1)
    run = approved(centre)
    job = claim_job(worker="시험")
    assert job is not None
    for _time in range(3):
        assert destruction.destroy_batch(JobContext(job), run)
    assert DestructionItem.objects.filter(run=run, state="destroyed").count() == 3
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, lease_until=None)
    destruction.continue_destruction(run=run, actor=centre.staff)
    work_off()
    run.refresh_from_db()
    assert run.state == DestructionRun.State.DONE
    assert DestructionItem.objects.filter(run=run, state="destroyed").count() == 6


def test_one_round_at_a_time(centre: Centre) -> None:
    previewed(centre.staff)
    with pytest.raises(RefusedError, match="끝나지 않은 파기"):
        destruction.start_preview(actor=centre.staff)


def test_a_refusal_needs_a_reason_and_touches_nothing(centre: Centre) -> None:
    run = previewed(centre.staff)
    second = lead()
    destruction.propose(run=run, caller=caller(centre.staff))
    with pytest.raises(RefusedError, match="까닭"):
        destruction.decide(run=run, is_approved=False, reason=" ", actor=second, caller=caller(second))
    destruction.decide(run=run, is_approved=False, reason="감사 뒤에", actor=second, caller=caller(second))
    assert work_off() == []
    assert Attendee.objects.count() == 2


def test_from_the_button_to_the_certificate(client: Client, centre: Centre) -> None:
    ApiCall.objects.create(user=centre.staff, key="0" * 32, sent="x", made_at=LONG_AGO)
    client.force_login(centre.staff)
    page = client.get("/privacy/destruction/")
    assert "1,095일" in page.text
    client.post("/privacy/destruction/")
    run = DestructionRun.objects.get()
    address = f"/privacy/destruction/{run.short_id}/"
    work_off()
    page = client.get(address)
    assert "김*늘" in page.text
    assert "김하늘" not in page.text
    client.post(f"{address}propose/")
    assert "센터장이 승인" in client.get(address).text
    assert client.post(f"{address}decide/", {"decision": "approve"}).status_code == 403
    client.force_login(lead())
    assert "되돌릴 수 없습니다" in client.get(address).text
    page = client.post(f"{address}decide/", {"decision": "refuse"}, follow=True)
    assert "거절하는 까닭을" in page.text
    client.post(f"{address}decide/", {"decision": "approve"})
    assert client.get(f"{address}certificate/").status_code == 404
    work_off()
    run.refresh_from_db()
    assert run.digest in client.get(address).text
    assert client.get(f"{address}certificate/").content.startswith(b"%PDF")
    text = client.get(f"{address}records/").content
    assert hashlib.sha256(text).hexdigest() == run.digest


def test_a_hold_is_placed_and_released_on_its_page(client: Client, centre: Centre) -> None:
    client.force_login(centre.staff)
    page = client.post("/privacy/holds/", {"about": "없는 기업", "reason": "소송"})
    assert page.status_code == 422
    assert "등록된 것이 없습니다" in page.text
    client.post("/privacy/holds/", {"about": "한빛정밀", "reason": "소송"})
    page = client.get("/privacy/holds/")
    assert "보존 풀기" in page.text
    hold = page.context["holds"][0]
    page = client.post(f"/privacy/holds/{hold.short_id}/release/", follow=True)
    assert "님이 풂" in page.text
