"""Addresses of signing in: of allauth only what the product uses, under the names that allauth asks for.

Nobody changes the sign-in address alone: the pages of e-mail addresses, codes and confirmations are not here.
"""

from allauth.account import views
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from deungdae.apps.accounts.views import sign_up

KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("2fa/", include("deungdae.apps.accounts.factor_urls")),
    path("social/", include("deungdae.apps.accounts.social_urls")),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", sign_up.sign_up, name="account_signup"),
    path("signup/done/", sign_up.sign_up_done, name="account_signup_done"),
    path("password/change/", views.password_change, name="account_change_password"),
    path(
        "password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(KEY, views.password_reset_from_key, name="account_reset_password_from_key"),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
