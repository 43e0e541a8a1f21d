"""A long run of everything at once, with accidents: ``python -m tests.soak --seconds 120``."""
