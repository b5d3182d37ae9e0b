"""Addresses of organisations."""

from django.urls import path

from deungdae.apps.organisations import people_views, views

app_name = "organisations"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("mine/", views.own_organisations, name="mine"),
    path("new/", views.organisation_create, name="create"),
    path("<public_id:organisation_id>/", views.organisation_detail, name="detail"),
    path("<public_id:organisation_id>/edit/", views.organisation_edit, name="edit"),
    path("<public_id:organisation_id>/people/new/", people_views.member_invite, name="member_invite"),
    path(
        "<public_id:organisation_id>/people/<public_id:person_id>/end/",
        people_views.member_end,
        name="member_end",
    ),
    path(
        "<public_id:organisation_id>/people/<public_id:person_id>/invite-again/",
        people_views.member_invite_again,
        name="member_invite_again",
    ),
]
