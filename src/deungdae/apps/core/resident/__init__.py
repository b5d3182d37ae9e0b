"""Resident registration numbers are taken nowhere: the words, the validators, and the look into files."""
