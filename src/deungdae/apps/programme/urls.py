"""Addresses of programmes."""

from django.urls import path

from deungdae.apps.programme.views import edit, entries, funnel, home, indicator

app_name = "programme"

urlpatterns = [
    path("", home.home, name="home"),
    path("overlap/", home.overlap, name="overlap"),
    path("funnel/", funnel.funnel, name="funnel"),
    path("distinctions/create/", edit.distinguish, name="distinguish"),
    path("create/", edit.create, name="create"),
    path("<public_id:indicator_id>/", indicator.indicator, name="indicator"),
    path("<public_id:indicator_id>/entries/", entries.entries, name="entries"),
    path("<public_id:indicator_id>/define/", edit.define, name="define"),
    path("<public_id:indicator_id>/targets/", edit.targets, name="targets"),
    path("<public_id:indicator_id>/figures/create/", edit.figure, name="figure"),
]
