"""Which decisions this app can run again, by their kind."""

from deungdae.engine.kernel.decision import Rerunnable
from deungdae.engine.timetable import decision
from deungdae.engine.timetable.replan import decision as replan_decision

RERUNNABLE = {
    decision.KIND: Rerunnable(run=decision.rerun, version=decision.VERSION),
    replan_decision.KIND: Rerunnable(run=replan_decision.rerun, version=replan_decision.VERSION),
}
