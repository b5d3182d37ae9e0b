"""Addresses of the diagnosis: frameworks, assessments, their questions."""

from django.urls import path

from deungdae.apps.diagnosis.views import answering, assessments, frameworks, onsite

app_name = "diagnosis"
ASSESSMENT = "<public_id:assessment_id>/"
ONSITE = "onsite/"
"""Below it lies what a device may keep: the scope of its service worker."""
FRAMEWORK = "frameworks/<public_id:framework_id>/"

urlpatterns = [
    path("", assessments.home, name="home"),
    path("open/", assessments.assessment_open, name="open"),
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/upload/", frameworks.framework_upload, name="framework_upload"),
    path(FRAMEWORK, frameworks.framework, name="framework"),
    path(FRAMEWORK + "compare/", frameworks.framework_compare, name="framework_compare"),
    path(FRAMEWORK + "retire/", frameworks.framework_retire, name="framework_retire"),
    path(ASSESSMENT, assessments.assessment, name="assessment"),
    path(ASSESSMENT + "submit/", assessments.submit, name="submit"),
    path(ASSESSMENT + "settle/", assessments.settle, name="settle"),
    path(ASSESSMENT + "reopen/", assessments.reopen, name="reopen"),
    path(ASSESSMENT + "remove/", assessments.remove, name="remove"),
    path(ASSESSMENT + "questions/<str:question_code>/", answering.question, name="question"),
    path(ONSITE + "worker.js", onsite.worker, name="onsite_worker"),
    path(ONSITE + ASSESSMENT, onsite.onsite, name="onsite"),
    path(ONSITE + ASSESSMENT + "answers/", onsite.answers, name="onsite_answers"),
]
