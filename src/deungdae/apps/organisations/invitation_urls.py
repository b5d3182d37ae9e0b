"""Addresses of invitations to act for an organisation."""

from django.urls import path

from deungdae.apps.organisations.views import invitations

app_name = "invitations"
urlpatterns = [
    path("open/<str:secret>/", invitations.invitation_open, name="open"),
    path("<public_id:invitation_id>/", invitations.invitation_detail, name="detail"),
    path("<public_id:invitation_id>/accept/", invitations.invitation_accept, name="accept"),
    path("<public_id:invitation_id>/decline/", invitations.invitation_decline, name="decline"),
]
