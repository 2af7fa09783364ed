"""System checks: what is unsafe or missing, said before the first request."""
