"""Addresses that belong to no single capability: start page, health, jobs, imports."""

from django.urls import path

from deungdae.apps.core import health, views
from deungdae.apps.core.design import design_page

app_name = "core"
urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("design/", design_page, name="design"),
    path("jobs/", views.job_list, name="job_list"),
    path("jobs/<public_id:job_id>/", views.job_detail, name="job_detail"),
    path("jobs/<public_id:job_id>/progress/", views.job_progress, name="job_progress"),
    path("jobs/<public_id:job_id>/cancel/", views.job_cancel, name="job_cancel"),
]
