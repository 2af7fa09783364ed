"""A statement on one form: where it came from, what its rows share, the rows; all or nothing.

Whatever is recorded in rows builds on it: numbers, and what is open or closed.
"""
