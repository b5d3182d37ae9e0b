"""A long export: written by the worker, fetched by whoever asked for it."""

import hashlib
from urllib.parse import urlencode

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.roles import role_in_use, use_role
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.files import keep_file
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job, StoredFile
from deungdae.apps.organisations.exports.files import KINDS, content_of
from deungdae.apps.organisations.selectors.organisations import Filters, organisations_matching

AT_ONCE = 5_000
JOB = "organisations.export"


def start_export(*, user: User, filters: Filters, kind: str) -> Job:
    """The job that writes the file; asking again while it runs is the same job."""
    arguments = {
        "filters": filters.as_query(),
        "kind": kind,
        "user": user.pk,
        "role": role_in_use(user=user).key,
        "language": get_language(),
    }
    wanted = hashlib.sha256(urlencode(filters.as_query()).encode()).hexdigest()
    return enqueue_job(
        name=JOB,
        title=_("기업 목록 내려받기"),
        arguments=arguments,
        idempotency_key=f"export:{user.pk}:{kind}:{wanted}",
        owner=user,
    )


@job_function(JOB)
def export(context: JobContext) -> None:
    """What the person may see at this moment, in the role that asked."""
    arguments = context.arguments
    with context.in_language():
        user = User.objects.filter(pk=arguments["user"], is_active=True).first()
        if user is None:
            raise RefusedError("export_without_person", _("내려받기를 요청한 사람이 없습니다."))
        use_role(user, key=arguments["role"])
        if not user.has_perm("organisations.export"):
            raise RefusedError("export_refused", _("지금 역할로는 내려받을 수 없습니다."))
        context.tell(5, _("목록을 쓰는 중입니다."))
        filters = Filters.from_query(arguments["filters"])
        kind = KINDS[arguments["kind"]]
        content = content_of(organisations_matching(user=user, filters=filters), kind=arguments["kind"])
        stored = keep_file(
            file=ContentFile(content),
            shown_name=file_name(kind.extension),
            content_type=kind.content_type,
            extension=kind.extension,
            owner_id=user.pk,
        )
        stored.scan_state = StoredFile.Scan.CLEAN
        with transaction.atomic():
            context.hold()
            stored.save()
            context.finish(
                message=_("파일이 준비되었습니다."),
                result_url=reverse("organisations:export_file", args=[context.job.public_id]),
                result={"file": stored.pk},
            )


def file_name(extension: str) -> str:
    return _("기업목록-%(day)s.%(extension)s") % {
        "day": clock.today().isoformat(),
        "extension": extension,
    }
