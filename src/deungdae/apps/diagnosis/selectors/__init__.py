"""Reading diagnoses: frameworks, progress, differences."""
