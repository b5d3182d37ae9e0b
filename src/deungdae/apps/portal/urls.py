"""The public face."""

from django.urls import path

from deungdae.apps.portal import views

app_name = "portal"
urlpatterns = [path("", views.home, name="home"), path("today/", views.today, name="today")]
