"""Reading the gap: the sample, the newest edition, figures of surveys."""
