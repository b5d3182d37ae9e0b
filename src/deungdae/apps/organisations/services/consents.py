"""Giving and withdrawing consent; nothing of it is ever changed or deleted."""

import csv
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.imports import kinds
from deungdae.apps.organisations.models import Consent, ConsentPurpose, ConsentText, Organisation
from deungdae.apps.organisations.selectors.consents import Holder, consents_of, texts_in_force

KINDS_OF_PAPER = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}

REQUIRED = "consent_required"
"""The code of the refusal to withdraw what an account cannot do without."""


class ChangedTextError(ValueError):
    """A text of the data file differs from what people agreed to under its version."""


@transaction.atomic
def load_consent_texts() -> int:
    """Write the purposes and texts that are new in consents.csv; how many texts that were."""
    with (Path(settings.DATA_DIR) / "consents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    purposes = {
        row["purpose"]: ConsentPurpose(
            key=row["purpose"], holder=row["holder"], is_required=row["is_required"] == "yes"
        )
        for row in rows
    }
    ConsentPurpose.objects.bulk_create(
        purposes.values(),
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["holder", "is_required"],
    )
    stored = {
        (text.purpose_id, text.version, text.language): (text.title, text.text, text.valid_from)
        for text in ConsentText.objects.all()
    }
    new = []
    for row in rows:
        key = (row["purpose"], int(row["version"]), row["language"])
        words = (row["title"], row["text"], date.fromisoformat(row["valid_from"]))
        if stored.get(key, words) != words:
            raise ChangedTextError(f"consents.csv: {key} was published with other words; add a version")
        if key not in stored:
            title, text, valid_from = words
            new.append(text_of(key, title=title, text=text, valid_from=valid_from))
    ConsentText.objects.bulk_create(new)
    return len(new)


def text_of(key: tuple[str, int, str], **words: Any) -> ConsentText:
    purpose, version, language = key
    return ConsentText(purpose_id=purpose, version=version, language=language, **words)


@transaction.atomic
def give_consent(
    *,
    holder: Holder,
    purpose: str,
    actor: User,
    how: str = Consent.How.PAGE,
    seen_version: int | None = None,
    paper: File | None = None,
) -> Consent:
    """Agree to today's text, for oneself or for an organisation; already agreed is refused.

    `seen_version`: of the text that the person read. A consent to an older text is replaced by the new one.
    """
    asked = ConsentPurpose.objects.filter(key=purpose, holder=kind_of(holder))
    text = texts_in_force(purposes=asked).get(purpose)
    if text is None:
        raise RefusedError("consent_purpose", _("지금 묻고 있는 동의가 아닙니다. 화면을 새로 고쳐 주십시오."))
    if seen_version is not None and seen_version != text.version:
        raise RefusedError(
            "consent_text", _("읽는 사이에 문안이 바뀌었습니다. 새 문안을 읽고 다시 동의해 주십시오.")
        )
    opened = consents_of(holder).open().select_for_update(of=("self",)).filter(purpose=purpose)
    before = opened.select_related("text").first()
    if before is not None and before.text.version < text.version:
        write_withdrawal(before, actor=actor, how=how)
    elif before is not None:
        raise already_given(text)
    consent = Consent(purpose_id=purpose, text=text, given_at=clock.now(), how=how, given_by=actor)
    consent.person = holder if isinstance(holder, User) else None
    consent.organisation = holder if isinstance(holder, Organisation) else None
    if how == Consent.How.PAPER and paper is None:
        raise RefusedError("consent_paper", _("서면 동의는 동의서 파일과 함께 적어 주십시오."))
    return write(consent, paper=paper, actor=actor)


def kind_of(holder: Holder) -> str:
    is_organisation = isinstance(holder, Organisation)
    return ConsentPurpose.Holder.ORGANISATION if is_organisation else ConsentPurpose.Holder.PERSON


def already_given(text: ConsentText) -> RefusedError:
    return RefusedError(
        "consent_given",
        _("‘%(title)s’에는 이미 동의하셨습니다. 아래 내역에서 확인해 주십시오.") % {"title": text.title},
    )


def write(consent: Consent, *, paper: File | None, actor: User) -> Consent:
    stored = None
    if paper is not None:
        extension = PurePath(paper.name or "").suffix.lstrip(".").lower()
        head = paper.read(kinds.HEAD_BYTES)
        paper.seek(0)
        if extension not in KINDS_OF_PAPER or kinds.kind_of(head) not in (kinds.PDF, kinds.PICTURE):
            raise RefusedError("consent_file", _("동의서는 PDF, PNG, JPG 파일로 올려 주십시오."))
        stored = keep_file(
            file=paper,
            shown_name=PurePath(paper.name or "").name[:200],
            content_type=KINDS_OF_PAPER[extension],
            extension=extension,
            owner_id=actor.pk,
        )
    try:
        with transaction.atomic():
            if stored is not None:
                stored.save()
                consent.paper = stored
            consent.save(force_insert=True)
    except IntegrityError as error:
        if stored is not None:
            discard_file(stored=stored)
        raise already_given(consent.text) from error
    return consent


@transaction.atomic
def withdraw_consent(*, holder: Holder, purpose: str, actor: User, how: str = Consent.How.PAGE) -> Consent:
    """From the next request on the data is hidden; what was agreed to stays readable."""
    opened = consents_of(holder).open().select_for_update(of=("self",))
    consent = opened.filter(purpose=purpose).first()
    if consent is None:
        raise RefusedError("consent_none", _("거둘 동의가 없습니다. 이미 거두셨을 수 있습니다."))
    if ConsentPurpose.objects.get(pk=purpose).is_required:
        raise RefusedError(
            REQUIRED, _("계정을 쓰는 데 꼭 필요한 동의입니다. 거두려면 계정의 삭제를 요청해 주십시오.")
        )
    write_withdrawal(consent, actor=actor, how=how)
    return consent


def write_withdrawal(consent: Consent, *, actor: User, how: str) -> None:
    consent.withdrawn_at, consent.withdrawn_by, consent.withdrawn_how = clock.now(), actor, how
    consent.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_how"])
