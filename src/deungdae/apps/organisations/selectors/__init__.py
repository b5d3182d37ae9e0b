"""What is known about organisations; named after what they return, with a constant number of queries."""
