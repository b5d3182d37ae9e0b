"""Addresses of organisations."""

from django.urls import path

from deungdae.apps.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("new/", views.organisation_create, name="create"),
    path("<public_id:organisation_id>/", views.organisation_detail, name="detail"),
    path("<public_id:organisation_id>/edit/", views.organisation_edit, name="edit"),
]
