"""Says that the quick reader had better leave a feed to feedparser."""


class Unsupported(Exception):
    """A feed that feedparser may read in a way of its own; the message says what is odd."""
