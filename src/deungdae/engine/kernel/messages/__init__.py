"""Every sentence of the engines, by code. Names in braces are filled in; see `korean.sentence`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deungdae.engine.kernel.messages.decision import DECISION
from deungdae.engine.kernel.messages.eligibility import ELIGIBILITY_ANSWERS, ELIGIBILITY_ISSUES
from deungdae.engine.kernel.messages.forecast import FORECAST_ANSWERS, FORECAST_ISSUES
from deungdae.engine.kernel.messages.gap import GAP_ANSWERS, GAP_ISSUES
from deungdae.engine.kernel.messages.maturity import (
    MATURITY_ANSWER_ISSUES,
    MATURITY_FRAMEWORK_ISSUES,
    MATURITY_SCORES,
)
from deungdae.engine.kernel.messages.programme import (
    PROGRAMME_ANSWERS,
    PROGRAMME_ISSUES,
    PROGRAMME_VIOLATIONS,
)
from deungdae.engine.kernel.messages.roadmap import ROADMAP_ANSWERS, ROADMAP_ISSUES
from deungdae.engine.kernel.messages.text import TEXT
from deungdae.engine.kernel.messages.timetable import (
    REPLAN,
    TIMETABLE_ANSWERS,
    TIMETABLE_ISSUES,
    TIMETABLE_VIOLATIONS,
)
from deungdae.engine.kernel.messages.traffic_light import TRAFFIC_LIGHT

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        **DECISION,
        **TEXT,
        **TIMETABLE_ISSUES,
        **TIMETABLE_VIOLATIONS,
        **TIMETABLE_ANSWERS,
        **REPLAN,
        **ELIGIBILITY_ISSUES,
        **ELIGIBILITY_ANSWERS,
        **PROGRAMME_ISSUES,
        **PROGRAMME_VIOLATIONS,
        **PROGRAMME_ANSWERS,
        **FORECAST_ISSUES,
        **FORECAST_ANSWERS,
        **GAP_ISSUES,
        **GAP_ANSWERS,
        **ROADMAP_ISSUES,
        **ROADMAP_ANSWERS,
        **MATURITY_FRAMEWORK_ISSUES,
        **MATURITY_ANSWER_ISSUES,
        **MATURITY_SCORES,
        **TRAFFIC_LIGHT,
    }
)
