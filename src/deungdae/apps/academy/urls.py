"""Addresses of the academy: courses, cohorts and sessions, seats, and the link of a seat."""

from django.urls import path

from deungdae.apps.academy.views import (
    badges,
    certificates,
    cohorts,
    courses,
    enrolments,
    feeds,
    link,
    people,
    planning,
    plans,
    specialists,
    verify,
)

app_name = "academy"
COURSE, COHORT = "courses/<public_id:course_id>/", "cohorts/<public_id:cohort_id>/"
SESSION, ENROLMENT = "sessions/<public_id:cohort_session_id>/", "enrolments/<public_id:enrolment_id>/"
CERTIFICATE = "certificates/<public_id:certificate_id>/"
urlpatterns = [
    path("", courses.catalogue, name="catalogue"),
    path("courses/new/", courses.course_create, name="course_create"),
    path(COURSE, courses.course, name="course"),
    path(f"{COURSE}edit/", courses.course_edit, name="course_edit"),
    path(f"{COURSE}state/", courses.course_state, name="course_state"),
    path(f"{COURSE}cohorts/new/", planning.cohort_create, name="cohort_create"),
    path(COHORT, cohorts.cohort_detail, name="cohort"),
    path(f"{COHORT}edit/", planning.cohort_edit, name="cohort_edit"),
    path(f"{COHORT}seats/", planning.cohort_seats, name="cohort_seats"),
    path(f"{COHORT}step/<str:target>/", planning.cohort_step, name="cohort_step"),
    path(f"{COHORT}draw/", planning.cohort_draw, name="cohort_draw"),
    path("draws/<public_id:draw_id>/", cohorts.draw_record, name="draw_record"),
    path(f"{COHORT}sessions/new/", planning.session_create, name="session_create"),
    path(f"{SESSION}edit/", planning.session_edit, name="session_edit"),
    path(f"{SESSION}remove/", planning.session_remove, name="session_remove"),
    path(f"{COHORT}people/", people.people, name="people"),
    path(f"{COHORT}enrol/", people.enrol, name="enrol"),
    path(f"{COHORT}enrol-person/", people.enrol_person, name="enrol_person"),
    path("plans/new/", plans.year_plan_create, name="year_plan_create"),
    path("plans/<public_id:plan_id>/", plans.year_plan, name="year_plan"),
    path("plans/<public_id:plan_id>/make/", plans.year_plan_make, name="year_plan_make"),
    path("plans/<public_id:plan_id>/record/", plans.year_plan_record, name="year_plan_record"),
    path("mine/", people.mine, name="mine"),
    path(ENROLMENT, enrolments.enrolment, name="enrolment"),
    path(f"{ENROLMENT}accept/", enrolments.accept, name="accept"),
    path(f"{ENROLMENT}cancel/", enrolments.cancel, name="cancel"),
    path(f"{ENROLMENT}transfer/", enrolments.transfer, name="transfer"),
    path(f"{ENROLMENT}approve/", enrolments.approve, name="approve"),
    path(f"{ENROLMENT}decline/", enrolments.decline, name="decline"),
    path(f"{ENROLMENT}open/", enrolments.open_person, name="open_person"),
    path(f"{COHORT}calendar.ics", feeds.cohort_feed, name="cohort_feed"),
    path("seat/<str:seat_link>/", link.seat, name="seat"),
    path("seat/<str:seat_link>/calendar.ics", feeds.seat_feed, name="seat_feed"),
    path("seat/<str:seat_link>/certificate.pdf", link.seat_paper, name="seat_paper"),
    path(f"{COHORT}certificates/", certificates.cohort_certificates, name="cohort_certificates"),
    path(CERTIFICATE, certificates.certificate, name="certificate"),
    path(f"{CERTIFICATE}certificate.pdf", certificates.certificate_paper, name="certificate_paper"),
    path(f"{CERTIFICATE}name/", certificates.shown_name, name="certificate_name"),
    path(f"{CERTIFICATE}reissue/", certificates.reissue, name="certificate_reissue"),
    path(f"{CERTIFICATE}revoke/", certificates.revoke, name="certificate_revoke"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:certificate_number>/", verify.verify_number, name="verify_number"),
    path("seat/<str:seat_link>/badge.jwt", badges.seat_badge, name="seat_badge"),
    path(f"{CERTIFICATE}badge.jwt", badges.badge, name="badge"),
    path("badges/keys.json", badges.keys, name="badge_keys"),
    path("badges/keys/<str:badge_key>.json", badges.key, name="badge_key"),
    path("badges/issuer.json", badges.issuer, name="badge_issuer"),
    path("badges/revoked.json", badges.revocations, name="badge_revocations"),
    path(
        "badges/achievements/<public_id:badge_course_id>.json", badges.achievement, name="badge_achievement"
    ),
    path("specialists/", specialists.specialists, name="specialists"),
    path("specialists/people/", specialists.specialist_people, name="specialist_people"),
]
