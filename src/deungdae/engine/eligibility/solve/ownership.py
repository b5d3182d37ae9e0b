"""What the largest shareholder does to independence."""

from __future__ import annotations

from datetime import date
from itertools import product

from deungdae.engine.eligibility.facts import Hold, Holding
from deungdae.engine.eligibility.model import Holder, HolderKind
from deungdae.engine.eligibility.rules import Figure, Rules
from deungdae.engine.eligibility.solve.worlds import mattering

WHERE = "largest_shareholder"


def holding_of(holder: Holder | None, on: date, rules: Rules) -> Holding:
    """SME: decree §3(1)2나 (any legal person); mid-sized: decree §2(2)1나 and its exceptions in §2(3)."""
    if holder is None:
        return Holding(tuple(Hold), (WHERE,))
    least = rules.figure(Figure.HOLDER_SHARE, on)
    counts = [holder.share * 100 >= least] if holder.share is not None else [False, True]
    kinds = [holder.kind] if holder.kind is not None else list(HolderKind)
    sme = rules.figure(Figure.SME_HOLDER_ASSETS, on)
    large = rules.figure(Figure.MID_SIZED_HOLDER_ASSETS, on)
    assets = [holder.assets_krw] if holder.assets_krw is not None else [0, sme, large]
    worlds = [
        _verdict(counts=share, kind=kind, is_sizeable=own >= sme, is_large=own >= large)
        for share, kind, own in product(counts, kinds, assets)
    ]
    matter = mattering(worlds, (len(counts), len(kinds), len(assets)))
    names = ("share", "kind", "assets_krw")
    needs = tuple(f"{WHERE}.{name}" for position, name in enumerate(names) if position in matter)
    may_be = tuple(hold for hold in Hold if hold in worlds)
    return Holding(may_be, needs, holder.kind)


def _verdict(*, counts: bool, kind: HolderKind, is_sizeable: bool, is_large: bool) -> Hold:
    if not counts or not is_sizeable or kind is HolderKind.PERSON:
        return Hold.FREE
    return Hold.LARGE if is_large and kind is HolderKind.COMPANY else Hold.NOT_SME
