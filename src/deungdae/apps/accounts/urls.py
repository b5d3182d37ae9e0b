"""Addresses of a person's own account (allauth keeps sign-in)."""

from django.urls import path

from deungdae.apps.accounts.views import roles, sessions, tokens

app_name = "accounts"
urlpatterns = [
    path("role/", roles.role_choice, name="role_choice"),
    path("sessions/", sessions.session_list, name="session_list"),
    path("sessions/end-others/", sessions.sessions_end_others, name="sessions_end_others"),
    path("sessions/<public_id:session_id>/end/", sessions.session_end, name="session_end"),
    path("tokens/", tokens.token_list, name="token_list"),
    path("tokens/<public_id:token_id>/revoke/", tokens.token_revoke, name="token_revoke"),
]
