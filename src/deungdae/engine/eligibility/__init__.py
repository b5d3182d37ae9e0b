"""The legal status of a company on a date. Method and sources: docs/engine/eligibility.md."""
