"""Tells the language of a listing by the class names that its page gives it."""

import re
from collections.abc import Mapping

_NAME = r"([a-z][a-z0-9+#-]{0,20})"
_MARKED = re.compile(
    rf"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-|brush:\s*|sourcecode\s+){_NAME}(?![^\s;])"
)
_BARE = re.compile(rf"(?:^|\s){_NAME}(?!\S)")
_NONE = frozenset("none plain plaintext text txt nohighlight no-highlight notranslate".split())
_NO_NAMES = frozenset(
    "code highlight hljs prettyprint pre wp-block-code codehilite listing".split()
)


def code_language(attributes: Mapping[str, str], *, bare: bool = True) -> str:
    """Return the name of the language that an element's attributes tell, in lower case.

    ``bare`` takes a class without a prefix for a name, as on ``<pre class="python">``; empty where
    none is told.
    """
    for key in ("data-lang", "data-language"):
        if found := re.fullmatch(_NAME, attributes.get(key, "").strip().lower()):
            return "" if found[1] in _NONE else found[1]
    classes = attributes.get("class", "").lower()
    if found := _MARKED.search(classes):
        return "" if found[1] in _NONE else found[1]
    names = [one for one in _BARE.findall(classes) if one not in _NO_NAMES] if bare else []
    return names[0] if len(names) == 1 and names[0] not in _NONE else ""
