"""Addresses of roadmaps and offerings."""

from django.urls import path

from deungdae.apps.roadmap.views import offerings, roadmaps, steps

app_name = "roadmap"
urlpatterns = [
    path("", roadmaps.home, name="home"),
    path("offerings/", offerings.offerings, name="offerings"),
    path("offerings/new/", offerings.offering_create, name="offering_create"),
    path("offerings/<public_id:offering_id>/", offerings.offering_edit, name="offering"),
    path("offerings/<public_id:offering_id>/retire/", offerings.offering_retire, name="offering_retire"),
    path("demand/", offerings.demand, name="demand"),
    path("from/<public_id:settled_id>/", roadmaps.ask, name="ask"),
    path("<public_id:roadmap_id>/", roadmaps.roadmap, name="roadmap"),
    path("<public_id:roadmap_id>/choose/", roadmaps.choose, name="choose"),
    path("<public_id:roadmap_id>/record/", roadmaps.record, name="record"),
    path("<public_id:roadmap_id>/steps/<public_id:offering_id>/support/", steps.support, name="support"),
    path("<public_id:roadmap_id>/steps/<public_id:offering_id>/<slug:act>/", steps.decide, name="decide"),
]
