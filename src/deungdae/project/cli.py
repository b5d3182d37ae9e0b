"""The command `deungdae`: wiring of what each part of the house offers on the command line."""

import typer

from deungdae.apps.academy.bridge import decisions as draw_decisions
from deungdae.apps.academy.cli import app as forum
from deungdae.apps.caravan.bridge import decisions as timetable_decisions
from deungdae.apps.caravan.cli import app as timetable
from deungdae.apps.core.audit.cli import audit_commands
from deungdae.apps.core.cli import decision_commands
from deungdae.apps.diagnosis.cli import app as maturity
from deungdae.apps.organisations.bridge import decisions as status_decisions
from deungdae.apps.organisations.cli import app as eligibility
from deungdae.apps.roadmap.bridge import decisions as roadmap_decisions
from deungdae.project.processes.commands import add_commands, set_up_django
from deungdae.project.processes.demo import demo

app = typer.Typer(
    name="deungdae",
    help="등대: 디지털 혁신센터의 운영 시스템",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(demo)
add_commands(app)
app.add_typer(timetable, name="timetable")
app.add_typer(eligibility, name="eligibility")
app.add_typer(forum, name="forum")
app.add_typer(maturity, name="maturity")
app.add_typer(
    decision_commands(
        lambda: (
            timetable_decisions.RERUNNABLE
            | status_decisions.RERUNNABLE
            | draw_decisions.RERUNNABLE
            | roadmap_decisions.RERUNNABLE
        )
    ),
    name="decision",
)
app.add_typer(audit_commands(set_up_django), name="audit")
