"""Programmes of forums beside CP-SAT; docs/engine/programme.md."""
