"""Grading a whole folder of hand-ins: what lies in it, a journal, many at once, and what is left at the end."""
