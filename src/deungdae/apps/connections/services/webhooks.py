"""Registering, changing and ending webhooks, and what a person has sent by hand."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.acts import WEBHOOK_CHANGED, WEBHOOK_MADE
from deungdae.apps.connections.events import CODES, TEST, Told, labels_of, may_hear
from deungdae.apps.connections.models import Webhook, WebhookDelivery
from deungdae.apps.connections.services.places import Place, place_of
from deungdae.apps.connections.services.signing import locked, new_secret
from deungdae.apps.connections.services.telling import GIVE_UP_AFTER, delivery_of
from deungdae.apps.core import clock
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import record_audit
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.core.outgoing.addresses import ForbiddenAddressError, target_of

MOST_WEBHOOKS = 10
BOTH_SIGN_FOR = timedelta(days=1)
State, Sent = Webhook.State, WebhookDelivery.State


def why_forbidden(error: ForbiddenAddressError) -> str:
    """What is wrong with an address, and the way out."""
    words = {
        "form": _("https://로 시작하는 온전한 주소를 적어 주십시오. 주소에 비밀번호나 #을 넣지 않습니다."),
        "scheme": _("암호화되지 않은 주소에는 보내지 않습니다. https:// 주소를 적어 주십시오."),
        "port": _("443번이나 1024번 이상의 포트만 쓸 수 있습니다."),
        "name": _("서버 이름을 읽을 수 없습니다. 주소를 확인해 주십시오."),
        "unknown": _("그 이름의 서버를 찾을 수 없습니다. 주소를 확인해 주십시오."),
        "inside": _(
            "안쪽 네트워크의 주소({value})에는 보내지 않습니다. 인터넷에서 열리는 주소를 적어 주십시오."
        ),
    }
    return words[error.code].replace("{value}", error.value)


def require_address(address: str) -> None:
    try:
        target_of(address)
    except ForbiddenAddressError as error:
        raise RefusedError("address", why_forbidden(error)) from error


def require_events(events: Sequence[str], *, maker: User, place: Place) -> list[str]:
    wanted = [code for code in CODES if code in events]
    if not wanted or set(events) - set(CODES):
        raise RefusedError("events", _("알릴 일을 하나 이상 목록에서 골라 주십시오."))
    of_the_centre = place.organisation is None
    beyond = [code for code in wanted if not may_hear(maker, code, of_the_centre=of_the_centre)]
    if beyond:
        template = _("지금 역할로는 볼 수 없는 일입니다: {events}. 빼고 다시 등록해 주십시오.")
        raise refused("events", template, events=", ".join(labels_of(beyond)))
    return wanted


def register_webhook(*, maker: User, address: str, events: Sequence[str]) -> tuple[Webhook, str]:
    """An address for the place of the role in use, and the secret that signs, which is shown this once.

    The name is resolved before anything is locked.
    """
    place = place_of(maker)
    wanted = require_events(events, maker=maker, place=place)
    require_address(address)
    with transaction.atomic():
        mine = Webhook.objects.filter(organisation=place.organisation)
        if mine.count() >= MOST_WEBHOOKS:
            template = _("웹훅이 {most}개입니다. 쓰지 않는 것을 지운 뒤 등록해 주십시오.")
            raise refused("too_many", template, most=MOST_WEBHOOKS)
        if mine.filter(address=address).exists():
            raise RefusedError("twice", _("이미 등록한 주소입니다. 알릴 일은 그 웹훅에서 고칠 수 있습니다."))
        secret = new_secret()
        webhook = Webhook.objects.create(
            organisation=place.organisation,
            maker=maker,
            role=place.role,
            address=address,
            events=wanted,
            secret=locked(secret),
            created_at=clock.now(),
        )
        note(WEBHOOK_MADE, webhook, maker)
    return webhook, secret


def change_webhook(*, webhook: Webhook, actor: User, address: str, events: Sequence[str]) -> Webhook:
    """Another address, other events; from now on it acts for whoever changed it."""
    place = place_of(actor)
    require_same(webhook, place.organisation.pk if place.organisation else None)
    wanted = require_events(events, maker=actor, place=place)
    require_address(address)
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(
            address=address, events=wanted, maker=actor, role=place.role
        )
        note(WEBHOOK_CHANGED, webhook, actor)
    webhook.refresh_from_db()
    return webhook


def require_same(webhook: Webhook, organisation: int | None) -> None:
    if webhook.organisation_id != organisation:
        raise RefusedError("place", _("이 웹훅은 지금 쓰는 역할의 것이 아닙니다. 역할을 바꾸어 주십시오."))


@transaction.atomic
def rotate_secret(*, webhook: Webhook, actor: User) -> str:
    """Another secret; for a day the one before signs too. Never shown to another place's people."""
    place = place_of(actor)
    require_same(webhook, place.organisation.pk if place.organisation else None)
    locked_row = Webhook.objects.select_for_update(of=("self",), no_key=True).get(pk=webhook.pk)
    secret = new_secret()
    locked_row.former_secret, locked_row.former_until = locked_row.secret, clock.now() + BOTH_SIGN_FOR
    locked_row.secret = locked(secret)
    locked_row.save(update_fields=["secret", "former_secret", "former_until"])
    note(WEBHOOK_CHANGED, webhook, actor)
    return secret


@transaction.atomic
def switch_webhook(*, webhook: Webhook, actor: User, is_on: bool) -> bool:
    """On again it begins with what happens from now, and acts for whoever switched it on; what waited when
    it went off has ended. Anybody who sees it may stop it."""
    target = State.ON if is_on else State.OFF
    changed = Webhook.objects.filter(pk=webhook.pk).exclude(state=target)
    more: dict[str, object] = {}
    if is_on:
        place = place_of(actor)
        require_same(webhook, place.organisation.pk if place.organisation else None)
        more = {"maker": actor, "role": place.role}
    if not changed.update(state=target, failing_since=None, **more):
        return False
    if not is_on:
        end_waiting(webhook)
    note(WEBHOOK_CHANGED, webhook, actor)
    return True


def end_waiting(webhook: Webhook) -> None:
    waiting = WebhookDelivery.objects.filter(webhook=webhook, state=Sent.WAITING)
    waiting.update(state=Sent.FAILED, ended_at=clock.now())


@transaction.atomic
def delete_webhook(*, webhook: Webhook, actor: User) -> None:
    """With its log: what was told stands in the cases and lists it was told of."""
    note(WEBHOOK_CHANGED, webhook, actor)
    webhook.delete()


def send_test(*, webhook: Webhook) -> WebhookDelivery:
    """Something to answer that means nothing."""
    if webhook.state != State.ON:
        raise RefusedError("off", _("멈춘 웹훅입니다. 다시 켠 뒤에 보내 주십시오."))
    told = Told(TEST, f"test:{short(new_public_id())}", webhook.organisation_id, {"id": webhook.short_id})
    row = delivery_of(webhook, told, None, clock.now())
    row.save(force_insert=True)
    return row


def resend(*, delivery: WebhookDelivery, seen_attempts: int) -> bool:
    """Once more from the beginning of the pauses; False when it was sent or asked for meanwhile."""
    if delivery.webhook.state != State.ON:
        raise RefusedError("off", _("멈춘 웹훅입니다. 다시 켠 뒤에 보내 주십시오."))
    now = clock.now()
    seen = WebhookDelivery.objects.filter(pk=delivery.pk, attempts=seen_attempts)
    return bool(
        seen.exclude(state=Sent.WAITING).update(
            state=Sent.WAITING, not_before=now, give_up_at=now + GIVE_UP_AFTER, ended_at=None, since_asked=0
        )
    )


def note(act: str, webhook: Webhook, actor: User) -> None:
    record_audit(act=act, caller=caller_by(actor), target=webhook.short_id)
