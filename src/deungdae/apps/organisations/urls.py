"""Addresses of organisations."""

from django.urls import path

from deungdae.apps.organisations.views import organisations, people, solutions

app_name = "organisations"
urlpatterns = [
    path("", organisations.organisation_list, name="list"),
    path("mine/", organisations.own_organisations, name="mine"),
    path("new/", organisations.organisation_create, name="create"),
    path("<public_id:organisation_id>/", organisations.organisation_detail, name="detail"),
    path("<public_id:organisation_id>/edit/", organisations.organisation_edit, name="edit"),
    path("<public_id:organisation_id>/solutions/", solutions.organisation_solutions, name="solutions"),
    path("<public_id:organisation_id>/solutions/new/", solutions.solution_create, name="solution_create"),
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
