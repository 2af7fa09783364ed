"""Made-up content in any amount, for measuring speed. None of it is news."""
