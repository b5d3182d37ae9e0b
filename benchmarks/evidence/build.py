"""A register with a million entries, made by the database itself; its triggers are at work all the while."""

import json
import time

from django.db import connection

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.evidence.kinds import KINDS, Group, Kind, register_kind
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.evidence.services import remember_kinds
from deungdae.apps.organisations.models import Organisation, OrganisationKind, Region

MONTHS, EACH, AT_ONCE = 72, 500, 100
PAYLOAD = {
    "meeting": "0" * 22,
    "day": "0" * 22,
    "title": "2021 찾아가는 디지털 카라반 천안",
    "partner": "0" * 22,
    "partner_name": "다온소프트",
    "partner_side": "supply",
    "starts_at": "10:30",
    "table": 3,
}
WORDS = "2021 찾아가는 디지털 카라반 천안 다온소프트 supply 10:30"
GROUPS = (Group.AWARENESS, Group.CAPABILITY, Group.EXECUTION, Group.REGISTER)
SERIES = {
    "sqlite": "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < {each})",
    "postgresql": "WITH series(n) AS (SELECT generate_series(1, {each}))",
}
WORDS_OF = {
    "sqlite": {
        "id": "lower(hex(randomblob(16)))",
        "day": "date('2021-01-01', '+' || ((n * 37 + o.id * 11 + n / 12 * 5) % {months}) || ' months', "
        "'+' || ((n * 13 + o.id) % 28) || ' days')",
        "now": "'2026-06-01 03:00:00'",
        "json": "%s",
    },
    "postgresql": {
        "id": "gen_random_uuid()",
        "day": "(date '2021-01-01' + make_interval("
        "months => ((n * 37 + o.id * 11 + n / 12 * 5) %% {months})::int, "
        "days => ((n * 13 + o.id) %% 28)::int))::date",
        "now": "timestamptz '2026-06-01 03:00:00+00'",
        "json": "%s::jsonb",
    },
}


def register_kinds() -> list[str]:
    """Eleven kinds beside that of a held meeting, with the same words."""
    held = KINDS[MEETING_HELD]
    for number in range(1, 12):
        register_kind(
            Kind(
                name=f"benchmark.kind_{number:02}",
                label=f"활동 {number}",
                words=held.words,
                schema=held.schema,
                group=GROUPS[number % len(GROUPS)],
            )
        )
    remember_kinds()
    return [*sorted(name for name in KINDS if name.startswith("benchmark.")), MEETING_HELD]


def build(*, entries: int) -> tuple[User, Organisation, float]:
    """The staff user who reads, one company with 500 entries, and the seconds that writing took."""
    kinds = register_kinds()
    regions = [
        Region.objects.get_or_create(
            code=f"{code}110", defaults={"level": 2, "name": f"시군구 {code}", "full_name": f"시도 {code}"}
        )[0]
        for code in (11, 26, 27, 28, 29, 30, 31, 36, 41, 43, 44, 46, 47, 48, 50, 51, 52)
    ]
    number = max(1, entries // EACH)
    companies = Organisation.objects.bulk_create(
        (Organisation(name=f"기업 {place:05}", region=regions[place % 17]) for place in range(number)),
        batch_size=500,
    )
    OrganisationKind.objects.bulk_create(
        (
            OrganisationKind(organisation=company, kind="supply" if place % 4 == 0 else "demand")
            for place, company in enumerate(companies)
        ),
        batch_size=500,
    )
    staff = create_account(email="staff@benchmark.example", name="박센터", password=None)
    grant_role(user=staff, role=RoleGrant.Role.CENTRE_STAFF)
    began = time.perf_counter()
    for start in range(0, number, AT_ONCE):
        tell(companies[start : start + AT_ONCE], kinds, staff)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return staff, companies[number // 2], seconds


def tell(companies: list[Organisation], kinds: list[str], staff: User) -> None:
    """500 entries for each company, and a correction for one in a hundred."""
    say = {name: text.format(months=MONTHS) for name, text in WORDS_OF[connection.vendor].items()}
    remainder = "%%"
    chosen = " ".join(f"WHEN {place} THEN '{name}'" for place, name in enumerate(kinds))
    bands = " ".join(f"WHEN {place} THEN '{band}'" for place, band in enumerate(CompanySize.values))
    first, last = companies[0].pk, companies[-1].pk
    columns = (
        "public_id, organisation_id, kind, happened_on, recorded_at, actor_id, source, payload, corrects_id, "
        "region, size, organisation_kinds, words"
    )
    company = (
        f"o.region_id, CASE o.id / 4 {remainder} {len(CompanySize.values)} {bands} END, "  # noqa: S608
        "(SELECT kind FROM organisations_organisationkind WHERE organisation_id = o.id)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"{SERIES[connection.vendor].format(each=EACH)} "  # noqa: S608
            f"INSERT INTO evidence_evidenceentry ({columns}) SELECT {say['id']}, o.id, "
            f"CASE (n * 7 + o.id) {remainder} {len(kinds)} {chosen} END, {say['day']}, {say['now']}, %s, "
            f"'benchmark:' || o.id || ':' || n, {say['json']}, NULL, {company}, %s "
            "FROM organisations_organisation o CROSS JOIN series WHERE o.id BETWEEN %s AND %s",
            [staff.pk, json.dumps(PAYLOAD), WORDS, first, last],
        )
        cursor.execute(
            f"INSERT INTO evidence_evidenceentry ({columns}) SELECT {say['id']}, organisation_id, "  # noqa: S608
            f"'evidence.correction', happened_on, recorded_at, actor_id, 'correction:' || id, {say['json']}, "
            "id, region, size, organisation_kinds, '' FROM evidence_evidenceentry "
            f"WHERE organisation_id BETWEEN %s AND %s AND id {remainder} 100 = 0 AND corrects_id IS NULL",
            [json.dumps({"reason": "두 번 적음", "kind": "x", "entry": "0" * 22}), first, last],
        )
