"""What is known about matching days; named after what they return, with a constant number of queries."""

from deungdae.apps.caravan.selectors.agendas import agenda_of, agendas_of_day, book_of_day
from deungdae.apps.caravan.selectors.board import Board, board_of
from deungdae.apps.caravan.selectors.days import changes_of_day, days_visible_to, may_act_for
from deungdae.apps.caravan.selectors.figures import breaks_by_participant, day_figures
from deungdae.apps.caravan.selectors.grid import Grid, GridCell, GridRow, timetable_grid
from deungdae.apps.caravan.selectors.inputs import input_sheets
from deungdae.apps.caravan.selectors.lines import Line, LineEntry, participant_lines
from deungdae.apps.caravan.selectors.messages import untold_participants, untold_words
from deungdae.apps.caravan.selectors.participants import Partner, participants_of_day, partners_for
from deungdae.apps.caravan.selectors.places import Place, places_for
from deungdae.apps.caravan.selectors.proposals import Move, decision_file, difference_of
from deungdae.apps.caravan.selectors.requests import requests_of_day

__all__ = [
    "Board",
    "Grid",
    "GridCell",
    "GridRow",
    "Line",
    "LineEntry",
    "Move",
    "Partner",
    "Place",
    "agenda_of",
    "agendas_of_day",
    "board_of",
    "book_of_day",
    "breaks_by_participant",
    "changes_of_day",
    "day_figures",
    "days_visible_to",
    "decision_file",
    "difference_of",
    "input_sheets",
    "may_act_for",
    "participant_lines",
    "participants_of_day",
    "partners_for",
    "places_for",
    "requests_of_day",
    "timetable_grid",
    "untold_participants",
    "untold_words",
]
