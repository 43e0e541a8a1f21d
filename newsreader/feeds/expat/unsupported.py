"""Defines the error for feeds that the expat parser leaves to feedparser."""


class Unsupported(Exception):
    """A feed that feedparser may read in a way of its own; the message says what is odd."""
