"""Addresses of signing in with other houses, under the names that allauth asks for.

All of them answer as if they were not there while the house they belong to is not configured.
"""

from django.urls import path

from deungdae.apps.accounts.views import connections, social

NAVER, KAKAO = {"provider_id": "naver"}, {"provider_id": "kakao"}
OIDC = {"provider_id": "oidc"}

urlpatterns = [
    path("", connections.connection_list, name="socialaccount_connections"),
    path("waiting/", connections.waiting, name="socialaccount_waiting"),
    path("<public_id:connection_id>/remove/", connections.connection_remove, name="socialaccount_disconnect"),
    path("naver/", social.leave, NAVER, name="naver_login"),
    path("naver/back/", social.come_back, NAVER, name="naver_callback"),
    path("kakao/", social.leave, KAKAO, name="kakao_login"),
    path("kakao/back/", social.come_back, KAKAO, name="kakao_callback"),
    path("oidc/", social.leave, OIDC, name="openid_connect_login"),
    path("oidc/back/", social.come_back, OIDC, name="openid_connect_callback"),
]
