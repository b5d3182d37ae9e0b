"""Addresses of reports."""

from django.urls import path

from deungdae.apps.reports.views import acts, lists, making, report, templates

app_name = "reports"

urlpatterns = [
    path("", lists.home, name="home"),
    path("new/", making.choose, name="choose"),
    path("new/<public_id:report_template_id>/", making.create, name="create"),
    path("templates/<public_id:report_template_id>/", templates.template, name="template"),
    path("<public_id:report_id>/", report.report, name="report"),
    path("<public_id:report_id>/edit/", making.edit, name="edit"),
    path("<public_id:report_id>/make/", making.make, name="make"),
    path("<public_id:report_id>/move/<slug:report_step>/", acts.move, name="move"),
    path("<public_id:report_id>/sign/", acts.sign, name="sign"),
    path("<public_id:report_id>/publish/", acts.publish, name="publish"),
    path("<public_id:report_id>/withdraw/", acts.withdraw, name="withdraw"),
    path("<public_id:report_id>/compare/", report.compare, name="compare"),
    path("<public_id:report_id>/content.json", report.content, name="content"),
    path("<public_id:report_id>/files/", acts.files, name="files"),
    path("<public_id:report_id>/files/<slug:file_format>/", report.file, name="file"),
]
