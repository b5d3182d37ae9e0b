"""Addresses of a person's own account (allauth keeps sign-in)."""

from django.urls import path

from deungdae.apps.accounts.views import roles, tokens

app_name = "accounts"
urlpatterns = [
    path("role/", roles.role_choice, name="role_choice"),
    path("tokens/", tokens.token_list, name="token_list"),
    path("tokens/<public_id:token_id>/revoke/", tokens.token_revoke, name="token_revoke"),
]
