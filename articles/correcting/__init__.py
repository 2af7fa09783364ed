"""A record put right, and every story with it."""
