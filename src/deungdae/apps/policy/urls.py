"""Addresses of the policy monitor."""

from django.urls import path

from deungdae.apps.policy.views import (
    meetings,
    ministries,
    minutes,
    orders,
    overview,
    report_files,
    reports,
    rounds,
    tasks,
)

app_name = "policy"
urlpatterns = [
    path("", tasks.tasks, name="tasks"),
    path("register.xlsx", tasks.register_file, name="register_file"),
    path("own.xlsx", tasks.own_file, name="own_file"),
    path("tasks/<public_id:task_id>/", tasks.task, name="task"),
    path("tasks/<public_id:task_id>/edit/", tasks.edit, name="task_edit"),
    path("tasks/<public_id:task_id>/light/", tasks.light, name="light"),
    path("matrix/", overview.matrix, name="matrix"),
    path("matrix/gantt/", overview.gantt, name="gantt"),
    path("matrix/budget/", overview.budget, name="budget"),
    path("matrix/needs/", overview.needs, name="needs"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.round_create, name="round_create"),
    path("rounds/<public_id:round_id>/", rounds.round_detail, name="round"),
    path("rounds/<public_id:round_id>/close/", rounds.round_close, name="round_close"),
    path("rounds/reports/<public_id:task_report_id>/", reports.report, name="report"),
    path("rounds/reports/<public_id:task_report_id>/edit/", reports.edit, name="report_edit"),
    path("rounds/reports/<public_id:task_report_id>/comment/", reports.comment, name="report_comment"),
    path("rounds/reports/<public_id:task_report_id>/acts/<slug:report_act>/", reports.act, name="report_act"),
    path(
        "rounds/reports/<public_id:task_report_id>/files/<public_id:report_file_id>/",
        report_files.file,
        name="report_file",
    ),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_create, name="meeting_create"),
    path("meetings/<public_id:task_meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<public_id:task_meeting_id>/agenda/", meetings.agenda, name="agenda"),
    path("meetings/<public_id:task_meeting_id>/add/", meetings.item_add, name="item_add"),
    path("meetings/<public_id:task_meeting_id>/orders/", orders.order_create, name="order_create"),
    path("meetings/<public_id:task_meeting_id>/minutes/", meetings.minutes, name="minutes"),
    path("meetings/<public_id:task_meeting_id>/minutes.pdf", minutes.pdf, name="minutes_pdf"),
    path("meetings/<public_id:task_meeting_id>/minutes.hwpx", minutes.hwpx, name="minutes_hwpx"),
    path("meetings/orders/<public_id:order_id>/settle/", orders.order_settle, name="order_settle"),
    path("ministries/", ministries.ministries, name="ministries"),
    path("ministries/<public_id:ministry_id>/rename/", ministries.rename, name="ministry_rename"),
    path("ministries/<public_id:ministry_id>/merge/", ministries.merge, name="ministry_merge"),
    path("ministries/<public_id:ministry_id>/body/", ministries.body, name="ministry_body"),
]
