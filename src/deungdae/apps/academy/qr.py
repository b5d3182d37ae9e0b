"""A QR code as a picture for a page: one path, sharp at every size."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 4
"""Empty modules around it, as ISO/IEC 18004 asks."""


def qr_svg(text: str, *, label: str) -> SafeString:
    """The code of `text`, its address; `label`: what it is, for those who hear the page."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=QUIET))
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )
    return format_html(
        '<svg class="academy-qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}">'
        '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>',
        size=len(rows),
        label=label,
        path=path,
    )
