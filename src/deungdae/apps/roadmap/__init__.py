"""What a company can do next: what is on offer, its plan from gaps and goals, and how far it has come."""
