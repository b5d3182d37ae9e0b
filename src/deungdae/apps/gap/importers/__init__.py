"""Figures of surveys from lists."""
