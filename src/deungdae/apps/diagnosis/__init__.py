"""Diagnosis of companies: frameworks of questions that are kept as data, and scores of answers."""
