"""Addresses of the people who work for the centre."""

from django.urls import path

from deungdae.apps.accounts.views import people, personal

app_name = "people"
urlpatterns = [
    path("", people.people_list, name="list"),
    path("<public_id:person_id>/<slug:role>/end/", people.role_end, name="end"),
    path("<public_id:person_id>/invite-again/", people.invite_again, name="invite_again"),
    path("<public_id:person_id>/reset-factor/", people.reset_factor, name="reset_factor"),
    path("<public_id:person_id>/open/", personal.open_personal, name="open"),
]
