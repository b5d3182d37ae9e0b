"""Addresses of the calendar: resources, their weeks, a day of all, bookings, and the link for calendars."""

from django.urls import path

from deungdae.apps.calendar.views import bookings, closed_days, feed, resources, tables

app_name = "calendar"
urlpatterns = [
    path("", resources.resource_list, name="list"),
    path("new/", resources.resource_create, name="create"),
    path("day/", tables.day, name="day"),
    path("book/", bookings.book, name="book"),
    path("closed/", closed_days.centre_closed, name="centre_closed"),
    path("closed/<public_id:closed_id>/open/", closed_days.open_day, name="open_day"),
    path("feed/<str:feed>/calendar.ics", feed.feed, name="feed"),
    path("bookings/<public_id:booking_id>/", bookings.booking_detail, name="booking"),
    path("bookings/<public_id:booking_id>/move/", bookings.booking_move, name="booking_move"),
    path("bookings/<public_id:booking_id>/cancel/", bookings.booking_cancel, name="booking_cancel"),
    path("<public_id:resource_id>/", tables.week, name="week"),
    path("<public_id:resource_id>/edit/", resources.resource_edit, name="edit"),
    path("<public_id:resource_id>/archive/", resources.resource_archive, name="archive"),
    path("<public_id:resource_id>/restore/", resources.resource_restore, name="restore"),
    path("<public_id:resource_id>/closed/", closed_days.resource_closed, name="closed"),
    path("<public_id:resource_id>/link/", feed.renew, name="renew"),
]
