"""Addresses of the academy: courses, cohorts and sessions, seats, and the link of a seat."""

from django.urls import path

from deungdae.apps.academy.views import (
    attendance,
    check_in,
    cohorts,
    completion,
    courses,
    enrolments,
    link,
    people,
    planning,
)

app_name = "academy"
COURSE, COHORT = "courses/<public_id:course_id>/", "cohorts/<public_id:cohort_id>/"
SESSION, ENROLMENT = "sessions/<public_id:cohort_session_id>/", "enrolments/<public_id:enrolment_id>/"
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
    path(f"{SESSION}attendance/", attendance.sheet, name="sheet"),
    path(f"{SESSION}attendance/names/", attendance.sheet_names, name="sheet_names"),
    path(f"{SESSION}screen/", check_in.screen, name="screen"),
    path("check-in/<public_id:cohort_session_id>/", check_in.check_in, name="check_in"),
    path("check-in/<public_id:cohort_session_id>/<str:screen_token>/", check_in.arrive, name="arrive"),
    path("door/<str:door_link>/", check_in.door, name="door"),
    path(f"{COHORT}completion/", completion.completion, name="completion"),
    path(f"{COHORT}people/", people.people, name="people"),
    path(f"{COHORT}enrol/", people.enrol, name="enrol"),
    path(f"{COHORT}enrol-person/", people.enrol_person, name="enrol_person"),
    path("mine/", people.mine, name="mine"),
    path(ENROLMENT, enrolments.enrolment, name="enrolment"),
    path(f"{ENROLMENT}accept/", enrolments.accept, name="accept"),
    path(f"{ENROLMENT}cancel/", enrolments.cancel, name="cancel"),
    path(f"{ENROLMENT}transfer/", enrolments.transfer, name="transfer"),
    path(f"{ENROLMENT}approve/", enrolments.approve, name="approve"),
    path(f"{ENROLMENT}decline/", enrolments.decline, name="decline"),
    path(f"{ENROLMENT}withdraw/", completion.withdraw, name="withdraw"),
    path(f"{ENROLMENT}open/", enrolments.open_person, name="open_person"),
    path("seat/<str:seat_link>/", link.seat, name="seat"),
]
