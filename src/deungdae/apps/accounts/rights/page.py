"""The matrix as a page of the docs."""

from deungdae.apps.accounts.rights.matrix import levels, matrix
from deungdae.apps.accounts.rights.scopes import Role, Scope

PAGE = "docs/rights.md"
WORDS = {Scope.NONE: "–", Scope.PUBLISHED: "published", Scope.OWN: "own", Scope.ALL: "**all**"}
HEAD = """# Who may do what

Written by `deungdae manage rights_page` from `matrix.csv` and `levels.csv` in
`src/deungdae/apps/accounts/rights/`, which the product itself reads: nothing else grants a right. Tests in
`tests/architecture/` are made from the same files.

*own*: what belongs to the person, or to the organisation of the role in use. *published*: what its owner
published. A person may hold several roles; only the one in use counts. Personal fields that staff may read
are masked until they are opened with a reason.
"""


def rights_page() -> str:
    """The whole page, in Markdown."""
    roles = " | ".join(role.value.replace("_", " ") for role in Role)
    lines = [HEAD, f"| object | fields | action | {roles} |", "| --- " * (3 + len(Role)) + "|"]
    for right, reach in matrix().items():
        cells = " | ".join(WORDS[reach[role]] for role in Role)
        lines.append(f"| {right.thing} | {right.level.value} | {right.action} | {cells} |")
    lines += ["", "## Fields", "", "| object | field | level |", "| --- | --- | --- |"]
    lines += [f"| {thing} | {field} | {level.value} |" for (thing, field), level in levels().items()]
    return "\n".join(lines) + "\n"
