"""What leaves the house on paper or as a file: plain data in, bytes out, no questions to the database."""
