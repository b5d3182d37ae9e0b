"""Addresses of a person's own account (allauth keeps sign-in)."""

from django.urls import path

from deungdae.apps.accounts import views

app_name = "accounts"
urlpatterns = [
    path("tokens/", views.token_list, name="token_list"),
    path("tokens/<public_id:token_id>/revoke/", views.token_revoke, name="token_revoke"),
]
