"""The record of a legal status, and the way to judge the same facts again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from deungdae import __version__
from deungdae.apps.core.data_folder import data_folder
from deungdae.apps.organisations.bridge.eligibility_files import answer_of, rules_in
from deungdae.engine.eligibility.formats import company_from_document
from deungdae.engine.eligibility.solve import solve
from deungdae.engine.kernel.decision import Decision, Json, Rerunnable, digest, seal

KIND = "legal-status"
ENGINE = "eligibility"
VERSION = f"{__version__}+1"
"""Changes whenever the same facts may get another answer."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is judged: the facts of the register, and the day."""

    facts: Mapping[str, Json]
    on: date

    def document(self) -> dict[str, Json]:
        return {"company": self.facts, "on": self.on.isoformat()}

    @property
    def hash(self) -> str:
        return digest(self.document())


def record_of(inputs: Inputs) -> Decision:
    """The sealed record of one judgement."""
    document = inputs.document()
    return seal(
        Decision(
            kind=KIND,
            engine=ENGINE,
            version=VERSION,
            inputs=document,
            parameters={},
            seed=0,
            result=rerun(document, {}, 0),
            objective=(),
            bound=None,
            seconds=0,
        )
    )


def rerun(inputs: Json, parameters: Json, seed: int) -> Json:
    """Judge again, by the law's tables as they are now."""
    facts = inputs if isinstance(inputs, Mapping) else {}
    company = company_from_document(facts.get("company"))
    day = date.fromisoformat(str(facts.get("on")))
    return answer_of(solve(company, on=day, rules=rules_in(data_folder())))


RERUNNABLE = {KIND: Rerunnable(run=rerun, version=VERSION)}
