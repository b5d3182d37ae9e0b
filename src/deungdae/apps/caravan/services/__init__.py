"""Everything that changes a matching day: one transaction per act, refused with a reason or done whole."""
