"""Addresses of the search over everything."""

from django.urls import path

from deungdae.apps.organisations.views import search

app_name = "search"
urlpatterns = [
    path("", search.search_page, name="page"),
    path("suggestions/", search.suggestions, name="suggestions"),
]
