"""Writes numbers of things for a user, alike everywhere: ``1 article``, ``2,137 articles``."""


def grouped(number: int) -> str:
    """Return a number with a comma between its thousands."""
    return f"{number:,}"


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a number with what is counted; ``things`` are several of it where no s makes them."""
    return f"{grouped(number)} {thing if number == 1 else things or f'{thing}s'}"
