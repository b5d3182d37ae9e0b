"""Frameworks, answers and scores as JSON documents. Schemas: docs/engine/maturity.*.schema.json."""
