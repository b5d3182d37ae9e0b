"""Reading the academy: what is on offer, who has a seat, who waits."""
