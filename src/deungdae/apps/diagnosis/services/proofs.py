"""Proofs of answers: given and withdrawn by people of the company, judged by people of the centre."""

from dataclasses import dataclass
from uuid import UUID

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.services.submissions import discard, kept
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.models import StoredFile
from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.models import Assessment, Proof, ProofJudgement
from deungdae.apps.diagnosis.rules import JUDGE
from deungdae.apps.diagnosis.services.assessments import lock_assessment
from deungdae.apps.diagnosis.services.proven import count_proven
from deungdae.apps.organisations.models import Membership, within

MOST_PROOFS, MOST_LETTERS = 10, 1_000
"""Of one question, in one proof."""
SAFE = "https://"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says a proof is, before it is one."""

    question: str
    text: str
    link: str
    stored: StoredFile | None


def add_proof(
    *,
    assessment: Assessment,
    question: str,
    text: str,
    file: File | None,
    link: str,
    actor: User,
    key: UUID,
) -> Proof:
    """A file, an address, or, without either, the word of somebody of the centre; one key is one proof."""
    stored = kept([file], owner_id=actor.pk) if file is not None else []
    given = Given(question, text.strip(), link.strip(), stored[0] if stored else None)
    try:
        made, is_new = written(assessment, given, actor=actor, key=key)
    except Exception:
        discard(stored)
        raise
    if not is_new:
        discard(stored)
    return made


@transaction.atomic
def written(assessment: Assessment, given: Given, *, actor: User, key: UUID) -> tuple[Proof, bool]:
    """The proof, and whether it is new."""
    mine = lock_assessment(assessment)
    before = Proof.objects.filter(key=key, assessment=mine, given_by=actor).first()
    if before is not None:
        return before, False
    require_sound(mine, given)
    kind = kind_of_proof(mine, given, actor)
    if given.stored is not None:
        given.stored.scan_state = StoredFile.Scan.CLEAN
        given.stored.save()
    try:
        with transaction.atomic():
            made = Proof.objects.create(
                assessment=mine,
                question=given.question,
                kind=kind,
                text=given.text,
                file=given.stored,
                link=given.link,
                given_by=actor,
                given_at=clock.now(),
                key=key,
            )
    except IntegrityError as error:
        raise RefusedError("stale", _("방금 같은 근거를 붙였습니다. 화면을 새로 고쳐 주십시오.")) from error
    count_proven(mine)
    return made, True


def require_sound(mine: Assessment, given: Given) -> None:
    """Refused where it is about nothing, says nothing, or is too much."""
    framework = framework_of(mine.framework)
    if given.question not in [one.code for one in framework.questions]:
        template = _("이 진단에 문항 ‘{code}’(이/가) 없습니다. 화면을 새로 고쳐 주십시오.")
        raise refused("question", template, code=given.question)
    if not given.text or len(given.text) > MOST_LETTERS:
        template = _("무엇을 보여 주는 근거인지 {most}자 안으로 적어 주십시오.")
        raise refused("text", template, most=MOST_LETTERS)
    standing = Proof.objects.filter(assessment=mine, question=given.question, withdrawn_at=None).count()
    if standing >= MOST_PROOFS:
        template = _("문항 하나에 근거를 {most}개까지 붙일 수 있습니다. 쓰지 않는 근거를 거두어 주십시오.")
        raise refused("many", template, most=MOST_PROOFS)


def kind_of_proof(mine: Assessment, given: Given, actor: User) -> Proof.Kind:
    """A file or an address, not both; a word alone is that of somebody of the centre."""
    if given.stored is not None and given.link:
        raise RefusedError("one", _("파일과 주소 가운데 하나만 넣어 주십시오. 둘 다면 따로 붙이십시오."))
    if given.link and not given.link.startswith(SAFE):
        template = _("‘{link}’(은/는) https://로 시작하는 주소가 아닙니다. 안전한 주소를 적어 주십시오.")
        raise refused("link", template, link=given.link[:80])
    if given.stored is not None or given.link:
        return Proof.Kind.LINK if given.link else Proof.Kind.FILE
    if not may_judge(mine, actor):
        message = _("파일이나 주소를 넣어 주십시오. 말만으로 된 근거는 센터의 자문한 사람만 남깁니다.")
        raise RefusedError("word", message)
    return Proof.Kind.WORD


def may_judge(assessment: Assessment, actor: User) -> bool:
    """Somebody of the centre who does not act for this company."""
    own = Membership.objects.current().filter(user=actor)
    own_company = Assessment.objects.filter(within(own.values("organisation")), pk=assessment.pk)
    return bool(actor.has_perm(JUDGE)) and not own_company.exists()


def lock_proof(proof: Proof) -> tuple[Assessment, Proof]:
    """The assessment first: whoever changes what is proven waits for it."""
    mine = lock_assessment(proof.assessment)
    return mine, Proof.objects.select_for_update(of=("self",), no_key=True).get(pk=proof.pk)


@transaction.atomic
def withdraw_proof(*, proof: Proof, actor: User) -> Proof:
    """It stands no more, whatever was found of it; a second time changes nothing."""
    mine, found = lock_proof(proof)
    if found.withdrawn_at is not None:
        return found
    if found.kind == Proof.Kind.WORD and found.given_by_id != actor.pk:
        raise RefusedError("word", _("자문한 사람의 말은 그 사람만 거둘 수 있습니다."))
    found.withdrawn_at, found.withdrawn_by = clock.now(), actor
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    count_proven(mine)
    return found


@transaction.atomic
def judge_proof(*, proof: Proof, is_confirmed: bool, reason: str, seen: int, actor: User) -> ProofJudgement:
    """Confirmed or declined, by another person than who gave it. `seen`: the judgements on the page."""
    mine, found = lock_proof(proof)
    if not may_judge(mine, actor):
        raise RefusedError("centre", _("근거는 그 기업의 사람이 아닌 센터 사람만 확인합니다."))
    if found.given_by_id == actor.pk:
        raise RefusedError("own", _("자기가 붙인 근거는 다른 사람이 확인해야 합니다."))
    if found.withdrawn_at is not None:
        raise RefusedError("withdrawn", _("이미 거둔 근거입니다. 화면을 새로 고쳐 주십시오."))
    reason = reason.strip()
    if not is_confirmed and not reason:
        raise RefusedError("reason", _("받아들이지 않는 까닭을 적어 주십시오. 기업이 그대로 봅니다."))
    last = found.judgements.order_by("number").last()
    if last is not None and (last.is_confirmed, last.reason, last.judged_by_id) == (
        is_confirmed,
        reason,
        actor.pk,
    ):
        return last
    if seen != (last.number if last is not None else 0):
        message = _("그사이 다른 사람이 이 근거를 살펴봤습니다. 화면을 새로 고쳐 확인해 주십시오.")
        raise RefusedError("stale", message)
    made = ProofJudgement.objects.create(
        proof=found,
        number=seen + 1,
        is_confirmed=is_confirmed,
        reason=reason,
        judged_by=actor,
        judged_at=clock.now(),
    )
    count_proven(mine)
    return made
