"""The public face, and the page of today."""

from django.urls import path

from deungdae.apps.portal.views import about, home, statistics, today

app_name = "portal"
DATASET = "statistics/<slug:dataset>"
urlpatterns = [
    path("", home.home, name="home"),
    path("today/", today.today, name="today"),
    path("for/<slug:way>/", home.way_in, name="way_in"),
    path("awards/", home.awards, name="awards"),
    path("statistics/", statistics.dataset_list, name="datasets"),
    path("statistics/catalogue.json", statistics.catalogue, name="catalogue"),
    path(f"{DATASET}/", statistics.dataset_page, name="dataset"),
    path(f"{DATASET}.csv", statistics.dataset_csv, name="dataset_csv"),
    path(f"{DATASET}.json", statistics.dataset_json, name="dataset_json"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("about/terms/", about.terms, name="terms"),
    path("about/map/", about.site_map, name="site_map"),
]
