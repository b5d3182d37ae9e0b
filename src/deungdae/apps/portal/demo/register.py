"""The made-up companies of the demo's register, with their names, branches and contacts."""

from deungdae.apps.accounts.models import User
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    Industry,
    Organisation,
    OrganisationName,
    Region,
)
from deungdae.apps.organisations.services.history import CREATED, Act, write_lines
from deungdae.apps.organisations.services.organisations import create_organisation
from deungdae.apps.portal.demo.world import World


def make_organisations(world: World, staff: User) -> dict[str, Organisation]:
    """Business number → organisation."""
    industries, regions = Industry.objects.in_bulk(), Region.objects.in_bulk()
    found = {}
    for company in world.companies:
        found[company.business_number] = create_organisation(
            name=company.name,
            business_number=company.business_number,
            kinds=[company.kind],
            industry=industries[company.industry],
            region=regions[company.region],
            products=company.products,
            english_name=company.english_name,
            founded_on=company.founded_on,
            legal_kind=Organisation.LegalKind.COMPANY,
            actor=staff,
        )
    add_parts(world, found, staff)
    return found


def add_parts(world: World, organisations: dict[str, Organisation], staff: User) -> None:
    """Former names, branches and a contact, in bulk and with their history."""
    names: list[OrganisationName] = []
    branches: list[Branch] = []
    contacts: list[Contact] = []
    for company in world.companies:
        organisation = organisations[company.business_number]
        name, department = company.attendees[0]
        contacts.append(
            Contact(organisation=organisation, name=name, department=department, email=company.email)
        )
        branches += [
            Branch(organisation=organisation, kind=kind, name=word, region_id=region)
            for kind, word, region in company.branches
        ]
        if company.former_name:
            names.append(OrganisationName(organisation=organisation, text=company.former_name))
    act = Act(staff)
    OrganisationName.objects.bulk_create(names)
    Branch.objects.bulk_create(branches)
    Contact.objects.bulk_create(contacts)
    for records in (names, branches, contacts):
        write_lines(records, act, CREATED)
