"""A statement with several numbers is one form: where it came from, what they share, the numbers.

Nothing is half-written: every row is recorded, or none and the evidence neither.
"""
