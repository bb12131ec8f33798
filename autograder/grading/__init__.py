"""Grading: from what a student hands in to a report."""
