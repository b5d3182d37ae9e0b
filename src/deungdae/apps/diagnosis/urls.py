"""Addresses of the diagnosis: frameworks, assessments, their questions."""

from django.urls import path

from deungdae.apps.diagnosis.views import answering, assessments, frameworks, onsite, proofs, results

app_name = "diagnosis"
ASSESSMENT = "<public_id:assessment_id>/"
PROOF = ASSESSMENT + "proofs/<public_id:proof_id>/"
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
    path(ASSESSMENT + "form/", results.form_paper, name="form"),
    path(ASSESSMENT + "pdf/", results.result_pdf, name="result_pdf"),
    path(ASSESSMENT + "hwpx/", results.result_hwpx, name="result_hwpx"),
    path(ASSESSMENT + "full/", assessments.full, name="full"),
    path(ASSESSMENT + "submit/", assessments.submit, name="submit"),
    path(ASSESSMENT + "settle/", assessments.settle, name="settle"),
    path(ASSESSMENT + "reopen/", assessments.reopen, name="reopen"),
    path(ASSESSMENT + "remove/", assessments.remove, name="remove"),
    path(ASSESSMENT + "questions/<str:question_code>/", answering.question, name="question"),
    path(ASSESSMENT + "questions/<str:question_code>/proofs/", proofs.proof_add, name="proof_add"),
    path(ASSESSMENT + "proofs/", proofs.proofs, name="proofs"),
    path(PROOF + "file/", proofs.proof_file, name="proof_file"),
    path(PROOF + "withdraw/", proofs.proof_withdraw, name="proof_withdraw"),
    path(PROOF + "judge/", proofs.proof_judge, name="proof_judge"),
    path(ONSITE + "worker.js", onsite.worker, name="onsite_worker"),
    path(ONSITE + ASSESSMENT, onsite.onsite, name="onsite"),
    path(ONSITE + ASSESSMENT + "answers/", onsite.answers, name="onsite_answers"),
]
