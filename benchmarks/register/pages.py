"""The list of organisations and the page of one, among 100,000, as the centre's staff opens them."""

from urllib.parse import urlencode

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.house import Visitor, spent_on
from benchmarks.search.register import business_numbers, made_up_names
from deungdae.apps.accounts.models import RoleGrant
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.organisations.models import Organisation, OrganisationKind, Region
from deungdae.apps.organisations.services.search import index_organisations

COUNT, TIMES, SEARCHED = 100_000, 60, 5_000


def measure() -> None:
    """Print one line for each page: queries, CPU of this process, time on the clock."""
    middle = fill()
    staff = create_account(email="staff@benchmark.example", name="박센터", password=None)
    grant_role(user=staff, role=RoleGrant.Role.CENTRE_STAFF)
    visitor = Visitor(staff)
    address = reverse("organisations:list")
    print("| page | queries | CPU ms, least | CPU ms, median | ms, median | ms, slowest |")
    print("|---|---|---|---|---|---|")
    row(visitor, "list, first 50", address)
    row(visitor, "list, one kind", f"{address}?kind=supply")
    row(visitor, "list, one province", f"{address}?region=11")
    row(visitor, "list, search", f"{address}?{urlencode({'q': middle.name[:4]})}")
    row(visitor, "page of one", reverse("organisations:detail", args=[middle.public_id]))
    print()


def fill() -> Organisation:
    """100,000 organisations; the first thousands can be searched. The one in the middle is returned."""
    regions = list(Region.objects.filter(level=2, valid_to__isnull=True).values_list("pk", flat=True))
    names = zip(made_up_names(COUNT), business_numbers(COUNT), strict=True)
    made = Organisation.objects.bulk_create(
        (
            Organisation(name=name, business_number=number, region_id=regions[place % len(regions)])
            for place, (name, number) in enumerate(names)
        ),
        batch_size=1_000,
    )
    OrganisationKind.objects.bulk_create(
        (
            OrganisationKind(organisation=one, kind="supply" if place % 4 == 0 else "demand")
            for place, one in enumerate(made)
        ),
        batch_size=2_000,
    )
    index_organisations([one.pk for one in made[:SEARCHED]])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made[SEARCHED // 2]


def row(visitor: Visitor, what: str, address: str) -> None:
    """Count the queries, repeat, print one line of the table."""
    visitor.open(address)
    with CaptureQueriesContext(connection) as queries:
        visitor.open(address)
    asked = len(queries)
    spent = spent_on(lambda: visitor.open(address), times=TIMES)
    print(f"| {what} | {asked} | {spent} |", flush=True)
