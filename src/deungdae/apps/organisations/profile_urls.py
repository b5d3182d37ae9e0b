"""Addresses of the profiles that organisations show to others."""

from django.urls import path

from deungdae.apps.organisations.views import profiles

app_name = "companies"
urlpatterns = [
    path("", profiles.profile_list, name="list"),
    path("<public_id:organisation_id>/", profiles.profile_detail, name="detail"),
]
