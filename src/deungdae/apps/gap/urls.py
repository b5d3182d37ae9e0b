"""Addresses of the digital gap."""

from django.urls import path

from deungdae.apps.gap.views import effect, figures, surveys

app_name = "gap"

urlpatterns = [
    path("", figures.home, name="home"),
    path("figures.csv", figures.figures_file, name="figures"),
    path("surveys/", surveys.surveys, name="surveys"),
    path("effect/", effect.effect, name="effect"),
    path("effect/decision.json", effect.decision, name="decision"),
    path("effect/pairs/", effect.pairs, name="pairs"),
]
