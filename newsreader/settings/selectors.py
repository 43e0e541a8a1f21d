"""Checks CSS selectors by which the parts of a page are named."""

import re

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_PREFIX = re.compile(r"[\w-]:[\w*]")


def selector_fault(selector: str) -> str:
    """Return what is wrong with a CSS selector, in a few words; empty where it can be used."""
    from cssselect import HTMLTranslator, SelectorError  # few name parts of pages

    try:
        path = HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        said = str(error).rstrip(".")
        return said[:1].lower() + said[1:]
    return "namespaces are not supported" if _PREFIX.search(_QUOTED.sub("", path)) else ""
