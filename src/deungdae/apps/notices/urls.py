"""Addresses of the notice board."""

from django.urls import path

from deungdae.apps.notices.views import board, desk, feeds, files, old, subscriptions

app_name = "notices"

urlpatterns = [
    path("", board.board, name="board"),
    path("feed.rss", feeds.rss, name="rss"),
    path("feed.atom", feeds.atom, name="atom"),
    path("desk/", desk.desk, name="desk"),
    path("old/", old.old, name="old"),
    path("new/", desk.notice_create, name="notice_create"),
    path("subscribe/", subscriptions.subscribe, name="subscribe"),
    path("subscribe/sent/", subscriptions.subscribe_sent, name="subscribe_sent"),
    path("confirm/<str:wish>/", subscriptions.confirm, name="confirm"),
    path("subscription/<str:subscription_link>/", subscriptions.subscription, name="subscription"),
    path("unsubscribe/<str:subscription_link>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("files/<public_id:attachment_id>/", files.file, name="file"),
    path("files/<public_id:attachment_id>/text/", files.file_text, name="file_text"),
    path("files/<public_id:attachment_id>/describe/", files.file_describe, name="file_describe"),
    path("files/<public_id:attachment_id>/remove/", files.file_remove, name="file_remove"),
    path("<public_id:notice_id>/", board.notice, name="notice"),
    path("<public_id:notice_id>/print/", board.notice_print, name="notice_print"),
    path("<public_id:notice_id>/recommend/", board.notice_recommend, name="notice_recommend"),
    path("<public_id:notice_id>/edit/", desk.notice_edit, name="notice_edit"),
    path("<public_id:notice_id>/step/<str:notice_target>/", desk.notice_step, name="notice_step"),
    path("<public_id:notice_id>/pin/", desk.notice_pin, name="notice_pin"),
    path("<public_id:notice_id>/files/", files.files, name="files"),
    path("<public_id:notice_id>/versions/", desk.versions, name="versions"),
    path("<public_id:notice_id>/versions/<int:version_number>/", desk.version, name="version"),
]
