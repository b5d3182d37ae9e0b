"""Addresses of the matching day: staff's pages, a participant's own pages, and the link in the mail."""

from django.urls import URLPattern, URLResolver, include, path

from deungdae.apps.caravan.views import (
    aftermath,
    compute,
    days,
    documents,
    follow_ups,
    link,
    meetings,
    mine,
    outcomes,
    participants,
    presence,
    proposals,
    records,
    replans,
    requests,
    tables,
    timetable,
)

app_name = "caravan"

PARTICIPANTS = [
    path("", participants.participant_list, name="participants"),
    path("new/", participants.participant_create, name="participant_create"),
    path("<public_id:participant_id>/", participants.participant_edit, name="participant_edit"),
    path("<public_id:participant_id>/open/", participants.participant_open, name="participant_open"),
    path("<public_id:participant_id>/remove/", participants.participant_remove, name="participant_remove"),
    path("<public_id:participant_id>/link/", participants.participant_link, name="participant_link"),
]

REQUESTS = [
    path("", requests.request_list, name="requests"),
    path("new/", requests.request_create, name="request_create"),
    path("order/", requests.precedence_create, name="precedence_create"),
    path("order/remove/", requests.precedence_remove, name="precedence_remove"),
    path("<public_id:request_id>/", requests.request_edit, name="request_edit"),
    path("<public_id:request_id>/answer/", requests.request_answer, name="request_answer"),
    path("<public_id:request_id>/withdraw/", requests.request_withdraw, name="request_withdraw"),
]

MEETINGS = [
    path("new/", meetings.meeting_add, name="meeting_add"),
    path("<public_id:meeting_id>/", meetings.meeting_detail, name="meeting"),
    path("<public_id:meeting_id>/move/", meetings.meeting_move, name="meeting_move"),
    path("<public_id:meeting_id>/swap/", meetings.meeting_swap, name="meeting_swap"),
    path("<public_id:meeting_id>/lock/", meetings.meeting_lock, name="meeting_lock"),
    path("<public_id:meeting_id>/unplace/", meetings.meeting_unplace, name="meeting_unplace"),
    path("<public_id:meeting_id>/cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path("<public_id:meeting_id>/contract/", follow_ups.contract, name="contract"),
]

DOCUMENTS = [
    path("", documents.document_list, name="documents"),
    path("workbook.xlsx", documents.workbook, name="workbook"),
    path("papers/", documents.paper_make, name="paper_make"),
    path("papers/<public_id:paper_id>.pdf", documents.paper_file, name="paper_file"),
    path("day.ics", documents.day_ics, name="day_ics"),
    path("decision.json", documents.decision_file, name="decision_file"),
]

MINE = [
    path("", mine.my_day, name="my_day"),
    path("requests/new/", mine.my_request_create, name="my_request_create"),
    path("agenda.ics", mine.my_agenda_ics, name="my_agenda_ics"),
    path("meetings/<public_id:meeting_id>/", aftermath.my_word, name="my_word"),
    path(
        "meetings/<public_id:meeting_id>/contract/", aftermath.my_contract_confirm, name="my_contract_confirm"
    ),
    path("follow-ups/<public_id:follow_up_id>/", aftermath.my_follow_up, name="my_follow_up"),
]

DAY: list[URLPattern | URLResolver] = [
    path("", days.day_detail, name="day_detail"),
    path("edit/", days.day_edit, name="day_edit"),
    path("transition/", days.day_transition, name="day_transition"),
    path("participants/", include(PARTICIPANTS)),
    path("requests/", include(REQUESTS)),
    path("tables/", tables.table_list, name="tables"),
    path("compute/", compute.compute, name="compute"),
    path("timetable/", timetable.timetable, name="timetable"),
    path("proposals/<public_id:proposal_id>/", proposals.proposal_detail, name="proposal"),
    path("proposals/<public_id:proposal_id>/decide/", proposals.proposal_decide, name="proposal_decide"),
    path("meetings/", include(MEETINGS)),
    path("changes/", records.change_list, name="changes"),
    path("messages/", records.message_list, name="messages"),
    path("messages/<public_id:message_id>/resend/", records.message_resend, name="message_resend"),
    path("messages/<public_id:message_id>/settle/", records.message_settle, name="message_settle"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("check-in/", presence.check_in, name="check_in"),
    path("check-in/<public_id:participant_id>/", presence.arrive, name="arrive"),
    path("delay/", presence.delay, name="delay"),
    path("board/", presence.live_board, name="live_board"),
    path("replans/", replans.replans, name="replans"),
    path("replans/<public_id:replan_id>/", replans.replan, name="replan"),
    path("replans/<public_id:replan_id>/decide/", replans.replan_decide, name="replan_decide"),
    path("replans/<public_id:replan_id>/decision.json", replans.replan_record, name="replan_record"),
    path("follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("documents/", include(DOCUMENTS)),
    path("mine/<public_id:participant_id>/", include(MINE)),
]

urlpatterns = [
    path("", days.day_list, name="day_list"),
    path("new/", days.day_create, name="day_create"),
    path("template.xlsx", documents.template_file, name="template_file"),
    path("days/<public_id:day_id>/", include(DAY)),
    path("a/<str:token>/", link.agenda_by_link, name="agenda_by_link"),
    path("a/<str:token>/agenda.ics", link.agenda_by_link_ics, name="agenda_by_link_ics"),
    path("a/<str:token>/board/", presence.board_by_link, name="board_by_link"),
    path("a/<str:token>/meetings/<public_id:meeting_id>/", aftermath.word_by_link, name="word_by_link"),
]
