"""Whether a grouping keeps every rule and costs what it says; with no line of `rules` or `solve`."""

from __future__ import annotations

from deungdae.engine.peer_groups.model import Grouping, Person, Problem


def faults(problem: Problem, grouping: Grouping) -> list[str]:
    """What is wrong, one line each; empty when all holds."""
    people = {one.id: one for one in problem.people}
    told = sorted(one for group in grouping.groups for one in group)
    if told != sorted(people):
        return ["not everybody is in exactly one group"]
    found = [] if len(grouping.groups) == problem.groups else ["another number of groups"]
    place = {one: number for number, group in enumerate(grouping.groups) for one in group}
    for number, group in enumerate(grouping.groups):
        if not problem.least <= len(group) <= problem.most:
            found.append(f"group {number} has {len(group)} people")
        members = [people[one] for one in group]
        found += [
            f"{first.id} and {second.id} compete"
            for first, second in pairs(members)
            if compete(problem, first, second)
        ]
    for kind, wishes in (("declared rivals", problem.rivals), ("wish to be apart", problem.apart)):
        found += [f"{one} and {two}: {kind}" for one, two in wishes if place[one] == place[two]]
    found += [f"{one} is not where it is pinned" for one, group in problem.pins if place[one] != group]
    cost = sum(
        cost_of(problem, first, second)
        for group in grouping.groups
        for first, second in pairs([people[one] for one in group])
    )
    if cost != grouping.cost:
        found.append(f"it costs {cost}, not {grouping.cost}")
    if grouping.bound > grouping.cost:
        found.append("the bound is above the cost")
    return found


def pairs(members: list[Person]) -> list[tuple[Person, Person]]:
    return [(first, second) for place, first in enumerate(members) for second in members[place + 1 :]]


def compete(problem: Problem, first: Person, second: Person) -> bool:
    digits = problem.digits
    same_class = digits > 0 and min(len(first.industry), len(second.industry)) >= digits
    same_class = same_class and first.industry[:digits] == second.industry[:digits]
    same_company = first.company != "" and first.company == second.company
    return same_class or same_company or not first.owners.isdisjoint(second.owners)


def cost_of(problem: Problem, first: Person, second: Person) -> int:
    """12 for another section, 4 for another division of one; 3 for one region, 2 for one size, 20 a time."""
    cost = 12
    if first.section and first.section == second.section:
        cost = 0 if first.industry and first.industry[:2] == second.industry[:2] else 4
    cost += 3 if first.region and first.region == second.region else 0
    cost += 2 if first.size and first.size == second.size else 0
    both = {first.id, second.id}
    return cost + 20 * sum(times for one, two, times in problem.met if {one, two} == both)
