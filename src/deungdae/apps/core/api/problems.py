"""Answers that say what went wrong: `{code, message, fields}`, in polite Korean, whatever the cause."""

from collections.abc import Mapping, Sequence
from functools import partial

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from deungdae.apps.core.api.sentences import field_name, sentence
from deungdae.apps.core.errors import RefusedError


class FieldProblem(Schema):
    field: str
    message: str


class Problem(Schema):
    code: str
    message: str
    fields: list[FieldProblem] = []


class NotFoundError(Exception):
    """Missing, or not this person's to see: the answer is the same."""


class ForbiddenError(Exception):
    """The person sees the record (or there is none to see) but may not do this."""


class FieldError(Exception):
    """One value of a call that only the database can judge."""

    def __init__(self, *, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class TooManyCallsError(Exception):
    """The caller has used up this minute."""

    def __init__(self, *, wait: int) -> None:
        super().__init__(str(wait))
        self.wait = wait


def problem(
    status: int,
    code: str,
    message: str,
    *,
    fields: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    body = Problem(code=code, message=message, fields=[FieldProblem(**field) for field in fields])
    return HttpResponse(
        body.model_dump_json(), status=status, content_type="application/problem+json", headers=headers
    )


def not_found(request: HttpRequest, error: Exception | None = None) -> HttpResponse:
    return problem(
        404, "not_found", _("찾는 자료가 없거나 볼 수 있는 권한이 없습니다. 번호를 확인해 주십시오.")
    )


def not_allowed(request: HttpRequest, *, allow: str) -> HttpResponse:
    message = _("이 주소에서는 %(method)s 요청을 쓸 수 없습니다. API 문서에서 요청 방식을 확인해 주십시오.")
    return problem(405, "method_not_allowed", message % {"method": request.method}, headers={"Allow": allow})


def not_signed_in(request: HttpRequest, error: Exception) -> HttpResponse:
    message = _("사용할 수 있는 토큰이 없습니다. 내 계정의 API 토큰에서 새 토큰을 발급해 주십시오.")
    return problem(401, "unauthorised", message, headers={"WWW-Authenticate": "Bearer"})


def forbidden(request: HttpRequest, error: Exception) -> HttpResponse:
    message = _("이 일을 할 권한이 없습니다. 권한이 필요하면 센터 담당자에게 문의해 주십시오.")
    return problem(403, "forbidden", message)


def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    message = _("요청 본문을 읽을 수 없습니다. UTF-8로 쓴 JSON 객체를 보내 주십시오.")
    return problem(error.status_code, "unreadable", message)


def too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    message = _("요청 본문이 %(megabytes)s MB를 넘습니다. 나누어 보내 주십시오.")
    most = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1024**2
    return problem(413, "too_large", message % {"megabytes": most})


def refused(request: HttpRequest, error: RefusedError, *, conflicts: frozenset[str]) -> HttpResponse:
    """409 where another state of the record would let it pass, 403 where another person may, else 422."""
    status = 409 if error.code in conflicts else 403 if error.code == "right" else 422
    return problem(status, error.code, error.message)


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = [{"field": field_name(each), "message": sentence(each)} for each in error.errors]
    return invalid_fields(fields)


def invalid_value(request: HttpRequest, error: FieldError) -> HttpResponse:
    return invalid_fields([{"field": error.field, "message": error.message}])


def invalid_fields(fields: Sequence[Mapping[str, str]]) -> HttpResponse:
    names = ", ".join(dict.fromkeys(field["field"] for field in fields))
    message = _("보낸 값 가운데 고칠 것이 있습니다: %(names)s.") % {"names": names}
    return problem(422, "invalid", message, fields=fields)


def too_many_calls(request: HttpRequest, error: TooManyCallsError) -> HttpResponse:
    message = _("1분에 보낼 수 있는 요청 수를 넘었습니다. %(wait)s초 뒤에 다시 보내 주십시오.")
    return problem(
        429, "too_many_calls", message % {"wait": error.wait}, headers={"Retry-After": str(error.wait)}
    )


def answer_problems(api: NinjaAPI, *, conflicts: frozenset[str]) -> None:
    """Every error that an operation raises becomes a problem; an unknown one stays a logged 500."""
    api.add_exception_handler(NotFoundError, not_found)  # type: ignore[arg-type]
    api.add_exception_handler(Http404, not_found)  # type: ignore[arg-type]
    api.add_exception_handler(AuthenticationError, not_signed_in)  # type: ignore[arg-type]
    api.add_exception_handler(ForbiddenError, forbidden)  # type: ignore[arg-type]
    api.add_exception_handler(HttpError, unreadable)  # type: ignore[arg-type]
    api.add_exception_handler(RequestDataTooBig, too_large)  # type: ignore[arg-type]
    api.add_exception_handler(RefusedError, partial(refused, conflicts=conflicts))
    api.add_exception_handler(ValidationError, invalid)  # type: ignore[arg-type]
    api.add_exception_handler(FieldError, invalid_value)  # type: ignore[arg-type]
    api.add_exception_handler(TooManyCallsError, too_many_calls)  # type: ignore[arg-type]
