"""Newsroom: a content-management system for a desk that reports strikes and hospital care."""
