"""Addresses of organisations."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from deungdae.apps.organisations.views import exports, history, organisations, parts, people

PARTS = (
    ("name", "names", parts.NAMES),
    ("contact", "contacts", parts.CONTACTS),
    ("branch", "branches", parts.BRANCHES),
)


def part_addresses() -> Iterator[URLPattern]:
    """Adding, changing and putting away, for each kind of part."""
    for word, folder, pages in PARTS:
        inside = f"<public_id:organisation_id>/{folder}"
        one = f"{inside}/<public_id:{word}_id>"
        yield path(f"{inside}/new/", parts.part_create(pages), name=f"{word}_create")
        yield path(f"{one}/edit/", parts.part_edit(pages), name=f"{word}_edit")
        yield path(f"{one}/archive/", parts.part_archive(pages), name=f"{word}_archive")


app_name = "organisations"
urlpatterns = [
    path("", organisations.organisation_list, name="list"),
    path("export/", exports.organisation_export, name="export"),
    path("export/<public_id:job_id>/", exports.export_file, name="export_file"),
    path("mine/", organisations.own_organisations, name="mine"),
    path("new/", organisations.organisation_create, name="create"),
    path("<public_id:organisation_id>/", organisations.organisation_detail, name="detail"),
    path("<public_id:organisation_id>/edit/", organisations.organisation_edit, name="edit"),
    path("<public_id:organisation_id>/history/", history.organisation_history, name="history"),
    *part_addresses(),
    path("<public_id:organisation_id>/people/", people.member_list, name="people"),
    path("<public_id:organisation_id>/people/new/", people.member_invite, name="member_invite"),
    path(
        "<public_id:organisation_id>/people/<public_id:person_id>/end/",
        people.member_end,
        name="member_end",
    ),
    path(
        "<public_id:organisation_id>/people/<public_id:person_id>/invite-again/",
        people.member_invite_again,
        name="member_invite_again",
    ),
]
