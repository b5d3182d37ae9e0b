"""The short address of a notice: for paper, and for reading aloud."""

from django.urls import path

from deungdae.apps.notices.views import board

app_name = "short"

urlpatterns = [path("n/<str:notice_code>/", board.short, name="notice")]
