"""Reading: what an offering means today, how a plan stands, what is in demand."""
