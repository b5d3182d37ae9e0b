"""Where the academy asks an engine."""
