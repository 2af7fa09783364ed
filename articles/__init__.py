"""The stories: quotes, articles, published versions, citations and corrections."""
