"""Forms of roadmaps and offerings."""
