"""Addresses of solutions."""

from django.urls import path

from deungdae.apps.organisations.views import references, solution_export, solutions

app_name = "solutions"
urlpatterns = [
    path("", solutions.solution_list, name="list"),
    path("export/", solution_export.solution_export, name="export"),
    path("references/<public_id:asked_id>/", references.reference_detail, name="reference"),
    path("<public_id:solution_id>/", solutions.solution_detail, name="detail"),
    path("<public_id:solution_id>/edit/", solutions.solution_edit, name="edit"),
    path("<public_id:solution_id>/step/", solutions.solution_step, name="step"),
    path(
        "<public_id:solution_id>/references/<public_id:reference_id>/customer/",
        references.reference_customer,
        name="reference_customer",
    ),
]
