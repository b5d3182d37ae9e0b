"""A page as a reader takes it."""


def unmarked(page: str) -> str:
    """Without the marks around what was looked for."""
    return page.replace("<mark>", "").replace("</mark>", "")
