"""The digital gap: rates and means of samples, and the honest effect; docs/engine/gap.md."""
