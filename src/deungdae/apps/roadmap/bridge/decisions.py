"""Which decisions this app can run again, by their kind."""

from deungdae.engine.kernel.decision import Rerunnable
from deungdae.engine.roadmap import decision

RERUNNABLE = {decision.KIND: Rerunnable(run=decision.rerun, version=decision.VERSION)}
