"""Acts of the academy: courses, cohorts and their sessions, seats."""
