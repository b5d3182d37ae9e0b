"""Addresses of a person's own consents, and of the papers they were given on."""

from django.urls import path

from deungdae.apps.organisations.views import consents

app_name = "consents"
urlpatterns = [
    path("", consents.own_consents, name="mine"),
    path("<public_id:consent_id>/paper/", consents.consent_file, name="paper"),
    path("<slug:purpose>/give/", consents.own_give, name="give"),
    path("<slug:purpose>/withdraw/", consents.own_withdraw, name="withdraw"),
]
