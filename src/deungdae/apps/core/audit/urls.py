"""Addresses of the audit log."""

from django.urls import path

from deungdae.apps.core.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entry_list, name="list"),
    path("review/", views.month_review, name="review"),
    path("<public_id:audit_id>/", views.entry_detail, name="entry"),
]
