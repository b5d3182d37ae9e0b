"""How fast the audit log is written and checked."""
