"""Which decisions this app can run again, by their kind."""

from deungdae.engine.gap import decision
from deungdae.engine.kernel.decision import Rerunnable

RERUNNABLE = {decision.KIND: Rerunnable(run=decision.rerun, version=decision.VERSION)}
