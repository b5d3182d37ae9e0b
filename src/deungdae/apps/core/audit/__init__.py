"""The audit log: who saw or did what, of whom, when, from where and why; sealed in a chain."""
