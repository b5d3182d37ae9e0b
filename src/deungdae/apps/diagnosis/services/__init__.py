"""Acts of the diagnosis: versions of frameworks, answers, submission."""
