"""Addresses of the cases."""

from django.urls import path

from deungdae.apps.evidence.views import case, entry

app_name = "evidence"

urlpatterns = [
    path("<public_id:organisation_id>/", case.case, name="case"),
    path("<public_id:organisation_id>/pdf/", case.case_pdf, name="case_pdf"),
    path("<public_id:organisation_id>/hwpx/", case.case_hwpx, name="case_hwpx"),
    path("<public_id:organisation_id>/<public_id:entry_id>/", entry.entry, name="entry"),
    path("<public_id:organisation_id>/<public_id:entry_id>/correct/", entry.correct, name="correct"),
]
