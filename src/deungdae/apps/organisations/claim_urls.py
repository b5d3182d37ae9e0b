"""Addresses of claims."""

from django.urls import path

from deungdae.apps.organisations.views import claims

app_name = "claims"
urlpatterns = [
    path("", claims.claim_list, name="list"),
    path("new/", claims.claim_create, name="create"),
    path("<public_id:claim_id>/", claims.claim_detail, name="detail"),
    path("<public_id:claim_id>/approve/", claims.claim_approve, name="approve"),
    path("<public_id:claim_id>/refuse/", claims.claim_refuse, name="refuse"),
    path("<public_id:claim_id>/take-back/", claims.claim_take_back, name="take_back"),
    path("<public_id:claim_id>/document/", claims.claim_document, name="document"),
]
