"""Versions of frameworks come in whole and are retired; what one says never changes."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import refused
from deungdae.apps.diagnosis.bridge.frameworks import Loaded, shipped
from deungdae.apps.diagnosis.models import FrameworkVersion


def load_frameworks() -> int:
    """Those that come with the product; how many are new. A file that changed needs a new version."""
    known = {(one.code, one.version): one.digest for one in FrameworkVersion.objects.all()}
    new = 0
    for found in shipped():
        digest = known.get((found.code, found.version))
        if digest != found.digest:
            add_version(found=found, actor=None)
            new += 1
    return new


@transaction.atomic
def add_version(*, found: Loaded, actor: User | None) -> FrameworkVersion:
    """Refused where this version is there: what it says may have been answered already."""
    try:
        with transaction.atomic():
            return FrameworkVersion.objects.create(
                code=found.code,
                version=found.version,
                document=found.document,
                digest=found.digest,
                loaded_at=clock.now(),
                loaded_by=actor,
            )
    except IntegrityError as error:
        template = _(
            "‘{title}’ {version}판은 이미 있고, 올린 판은 바뀌지 않습니다."
            " 고친 내용이면 파일의 version을 새 번호로 적어 다시 올려 주십시오."
        )
        raise refused("version_there", template, title=found.title, version=found.version) from error


@transaction.atomic
def retire_version(*, version: FrameworkVersion, actor: User | None) -> FrameworkVersion:
    """Nobody begins with it any more; what was begun goes on. A second time changes nothing."""
    mine = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    if mine.retired_at is None:
        mine.retired_at, mine.retired_by = clock.now(), actor
        mine.save(update_fields=["retired_at", "retired_by"])
    return mine


@transaction.atomic
def use_again(*, version: FrameworkVersion) -> FrameworkVersion:
    mine = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    mine.retired_at = mine.retired_by = None
    mine.save(update_fields=["retired_at", "retired_by"])
    return mine
