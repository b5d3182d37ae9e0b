"""Which decisions this app can run again, by their kind."""

from deungdae.engine.kernel.decision import Rerunnable
from deungdae.engine.peer_groups import decision as peers
from deungdae.engine.programme import decision as programme
from deungdae.engine.seats import decision as draw
from deungdae.engine.year_plan import decision as year

RERUNNABLE = {
    programme.KIND: Rerunnable(run=programme.rerun, version=programme.VERSION),
    draw.KIND: Rerunnable(run=draw.rerun, version=draw.VERSION),
    peers.KIND: Rerunnable(run=peers.rerun, version=peers.VERSION),
    year.KIND: Rerunnable(run=year.rerun, version=year.VERSION),
}
