"""Pages of roadmaps and offerings."""
