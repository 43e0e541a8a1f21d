"""Reads the links that an answer names in its head (RFC 8288)."""

import re
from collections.abc import Iterator, Sequence

LIMIT = 8_000
"""How much of each field is read, in characters."""

_PARAMETER = r"\s*;\s*([\w!#$%&'*+.^`|~-]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,\"]*)))?"
_LINK = re.compile(rf"<([^<>]*)>((?:{_PARAMETER})*)")
_PARAMETERS = re.compile(_PARAMETER)


def read_links(fields: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the target of each link, as it is written, with its parameters by lower-case name."""
    for field in fields:
        for target, *rest in _LINK.findall(field[:LIMIT]):
            parameters: dict[str, str] = {}
            for name, quoted, token in _PARAMETERS.findall(rest[0]):
                value = re.sub(r"\\(.)", r"\1", quoted) or token
                parameters.setdefault(name.lower(), value)
            yield target, parameters
