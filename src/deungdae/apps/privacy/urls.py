"""Addresses of keeping and destroying records."""

from django.urls import path

from deungdae.apps.privacy import own_views, request_views, views

app_name = "privacy"
urlpatterns = [
    path("mine/", own_views.own_data, name="own_data"),
    path("mine/data.json", own_views.own_json, name="own_json"),
    path("mine/data.xlsx", own_views.own_workbook, name="own_workbook"),
    path("mine/requests/new/", own_views.request_create, name="request_create"),
    path("requests/", request_views.request_list, name="request_list"),
    path("requests/<public_id:data_request_id>/", request_views.request_detail, name="request_detail"),
    path("requests/<public_id:data_request_id>/take/", request_views.request_take, name="request_take"),
    path("requests/<public_id:data_request_id>/finish/", request_views.request_finish, name="request_finish"),
    path("requests/<public_id:data_request_id>/refuse/", request_views.request_refuse, name="request_refuse"),
    path("destruction/", views.destruction_list, name="destruction_list"),
    path("destruction/<public_id:run_id>/", views.destruction_detail, name="destruction_detail"),
    path("destruction/<public_id:run_id>/propose/", views.destruction_propose, name="destruction_propose"),
    path("destruction/<public_id:run_id>/decide/", views.destruction_decide, name="destruction_decide"),
    path("destruction/<public_id:run_id>/close/", views.destruction_close, name="destruction_close"),
    path("destruction/<public_id:run_id>/continue/", views.destruction_continue, name="destruction_continue"),
    path("destruction/<public_id:run_id>/certificate/", views.certificate_file, name="certificate"),
    path("destruction/<public_id:run_id>/records/", views.list_file, name="destroyed_list"),
    path("holds/", views.hold_list, name="hold_list"),
    path("holds/<public_id:hold_id>/release/", views.hold_release, name="hold_release"),
]
