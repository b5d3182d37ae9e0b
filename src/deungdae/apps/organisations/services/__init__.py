"""Everything that changes an organisation: one transaction per act, refused with a reason or done whole."""
