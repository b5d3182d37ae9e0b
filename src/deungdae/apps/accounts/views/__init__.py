"""The pages of people: their own tokens, and who works for the centre."""
