"""Addresses of the cases."""

from django.urls import path

from deungdae.apps.evidence import views

app_name = "evidence"

urlpatterns = [path("<public_id:organisation_id>/", views.case, name="case")]
