"""Checks CSS selectors by which the parts of a page are named."""

import re

SHOWN = 60
"""So many code points of a selector are shown where it is told what is wrong with it."""

LONGEST = 1000
"""A selector has at most this many code points."""

_TOO_LONG = "it is too long"
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_PREFIX = re.compile(r"[\w-]:[\w*]")


def selector_fault(selector: str) -> str:
    """Return what is wrong with a CSS selector, in a few words; empty where it can be used."""
    from cssselect import HTMLTranslator, SelectorError  # few name parts of pages

    if len(selector) > LONGEST:
        return _TOO_LONG
    try:
        path = HTMLTranslator().css_to_xpath(selector)
    except RecursionError:
        return _TOO_LONG
    except SelectorError as error:
        said = str(error).rstrip(".")
        return said[:1].lower() + said[1:]
    if _NEVER.search(path):
        return "no page can hold one of its characters"
    return "namespaces are not supported" if _PREFIX.search(_QUOTED.sub("", path)) else ""
