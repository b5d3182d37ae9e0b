"""Addresses of organisations."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from deungdae.apps.organisations.views import (
    consents,
    duplicates,
    exports,
    figure_export,
    figures,
    history,
    legal_status,
    merging,
    organisations,
    ownership,
    parts,
    people,
    solutions,
)

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
    path("figures/export/", figure_export.figures_export, name="figures_export"),
    path("export/", exports.organisation_export, name="export"),
    path("export/<public_id:job_id>/", exports.export_file, name="export_file"),
    path("mine/", organisations.own_organisations, name="mine"),
    path("new/", organisations.organisation_create, name="create"),
    path("duplicates/", duplicates.duplicate_list, name="duplicates"),
    path("duplicates/search/", duplicates.duplicate_search, name="duplicate_search"),
    path("merges/", merging.merge_list, name="merges"),
    path("merges/<public_id:merge_id>/", merging.merge_detail, name="merge_detail"),
    path("merges/<public_id:merge_id>/undo/", merging.merge_undo, name="merge_undo"),
    path("<public_id:organisation_id>/merge/<public_id:other_id>/", merging.merge_pair, name="merge_pair"),
    path("<public_id:organisation_id>/apart/<public_id:other_id>/", merging.pair_apart, name="pair_apart"),
    path("<public_id:organisation_id>/", organisations.organisation_detail, name="detail"),
    path("<public_id:organisation_id>/edit/", organisations.organisation_edit, name="edit"),
    path("<public_id:organisation_id>/figures/", figures.figure_table, name="figures"),
    path("<public_id:organisation_id>/figures/new/", figures.figures_record, name="figures_record"),
    path(
        "<public_id:organisation_id>/figures/<public_id:figure_id>/withdraw/",
        figures.figure_withdraw,
        name="figure_withdraw",
    ),
    path("<public_id:organisation_id>/ownership/", ownership.ownership_table, name="ownership"),
    path("<public_id:organisation_id>/ownership/new/", ownership.share_record, name="share_record"),
    path(
        "<public_id:organisation_id>/ownership/<public_id:link_id>/end/",
        ownership.share_end,
        name="share_end",
    ),
    path("<public_id:organisation_id>/groups/new/", ownership.group_join, name="group_join"),
    path(
        "<public_id:organisation_id>/groups/<public_id:membership_id>/end/",
        ownership.group_leave,
        name="group_leave",
    ),
    path("<public_id:organisation_id>/legal-status/", legal_status.legal_status, name="legal_status"),
    path(
        "<public_id:organisation_id>/legal-status/confirm/",
        legal_status.legal_status_confirm,
        name="legal_status_confirm",
    ),
    path("<public_id:organisation_id>/grace/new/", legal_status.grace_claim, name="grace_claim"),
    path("<public_id:organisation_id>/history/", history.organisation_history, name="history"),
    *part_addresses(),
    path("<public_id:organisation_id>/solutions/", solutions.organisation_solutions, name="solutions"),
    path("<public_id:organisation_id>/solutions/new/", solutions.solution_create, name="solution_create"),
    path("<public_id:organisation_id>/consents/", consents.organisation_consents, name="consents"),
    path("<public_id:organisation_id>/consents/paper/", consents.paper_consent, name="consent_paper"),
    path(
        "<public_id:organisation_id>/consents/<slug:purpose>/give/",
        consents.organisation_give,
        name="consent_give",
    ),
    path(
        "<public_id:organisation_id>/consents/<slug:purpose>/withdraw/",
        consents.organisation_withdraw,
        name="consent_withdraw",
    ),
    path("<public_id:organisation_id>/people/", people.member_list, name="people"),
    path("<public_id:organisation_id>/people/release/", people.company_release, name="release"),
    path("<public_id:organisation_id>/people/new/", people.member_invite, name="member_invite"),
    path(
        "<public_id:organisation_id>/people/<public_id:person_id>/end/",
        people.member_end,
        name="member_end",
    ),
    path(
        "<public_id:organisation_id>/people/<public_id:person_id>/role/",
        people.member_role,
        name="member_role",
    ),
    path(
        "<public_id:organisation_id>/people/<public_id:person_id>/hand-over/",
        people.member_hand_over,
        name="member_hand_over",
    ),
    path(
        "<public_id:organisation_id>/people/invitations/<public_id:invitation_id>/again/",
        people.invitation_again,
        name="invitation_again",
    ),
    path(
        "<public_id:organisation_id>/people/invitations/<public_id:invitation_id>/withdraw/",
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
]
