"""A finding in words."""

from __future__ import annotations

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.traffic_light.model import Finding


def of_finding(finding: Finding) -> Explanation:
    """One sentence; numbers of indicators without needless zeros."""
    if finding.code == "measured":
        values = {"planned": number(finding.planned), "actual": number(finding.actual)}
        return explain(f"traffic_light.measured.{finding.light}", name=finding.name, **values)
    if finding.code == "done" and not finding.days:
        return explain("traffic_light.done", name=finding.name)
    code = "done_late" if finding.code == "done" else finding.code
    return explain(f"traffic_light.{code}", name=finding.name, days=f"{finding.days:,}")


def number(hundredths: int) -> str:
    """123450 → 1,234.5"""
    sign, rest = ("-" if hundredths < 0 else ""), abs(hundredths)
    return f"{sign}{rest // 100:,}.{rest % 100:02d}".rstrip("0").rstrip(".")
