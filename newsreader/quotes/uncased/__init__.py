"""Speakers in scripts without capitals."""
