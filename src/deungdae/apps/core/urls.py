"""Addresses that belong to no single capability: start page, health, jobs, imports."""

from django.urls import path

from deungdae.apps.core import health, sitemap, views
from deungdae.apps.core.design import design_page
from deungdae.apps.core.imports import views as import_views

app_name = "core"
urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("design/", design_page, name="design"),
    path("jobs/", views.job_list, name="job_list"),
    path("jobs/<public_id:job_id>/", views.job_detail, name="job_detail"),
    path("jobs/<public_id:job_id>/progress/", views.job_progress, name="job_progress"),
    path("jobs/<public_id:job_id>/cancel/", views.job_cancel, name="job_cancel"),
    path("imports/", import_views.import_list, name="import_list"),
    path("imports/new/<str:importer>/", import_views.import_new, name="import_new"),
    path("imports/template/<str:importer>.xlsx", import_views.import_template, name="import_template"),
    path("imports/<public_id:import_id>/", import_views.import_detail, name="import_detail"),
    path("imports/<public_id:import_id>/mapping/", import_views.import_mapping, name="import_mapping"),
    path("imports/<public_id:import_id>/option/", import_views.import_option, name="import_option"),
    path("imports/<public_id:import_id>/apply/", import_views.import_apply, name="import_apply"),
    path("imports/<public_id:import_id>/undo/", import_views.import_undo, name="import_undo"),
    path("imports/<public_id:import_id>/errors/", import_views.import_errors_file, name="import_errors_file"),
]
