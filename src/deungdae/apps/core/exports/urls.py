"""Addresses of exports of personal data."""

from django.urls import path

from deungdae.apps.core.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.export_list, name="list"),
    path("<public_id:export_id>/", views.export_detail, name="detail"),
    path("<public_id:export_id>/decide/", views.export_decide, name="decide"),
    path("<public_id:export_id>/password/", views.export_password, name="password"),
    path("<public_id:export_id>/file/", views.export_file, name="file"),
]
