"""Writes the XHTML inside an Atom element as HTML, in the very form that feedparser gives it."""

from collections.abc import Callable, Mapping
from html import escape

from newsreader.feeds.expat.namespaces import (
    SEPARATOR,
    Vocabulary,
    split_name,
)
from newsreader.feeds.expat.unsupported import Unsupported

_XML = "http://www.w3.org/XML/1998/namespace"

_MEANINGFUL = frozenset(
    "abstract author body category channel content contributor copyright created description "
    "email entry expirationdate feed fullitem generator guid height homepage id image info issued "
    "item keywords language lastbuilddate link managingeditor math modified name newlocation "
    "pubdate published rights source subtitle summary svg tagline tags textinput title updated "
    "uri url webmaster where width".split()
)
"""Names without a namespace whose end feedparser takes for the end of a feed's element."""


class InlineWriter:
    """Collects the markup of one element, tag by tag."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.level = 0
        """How many elements are open inside the one whose content this is."""
        self._vocabulary = vocabulary
        self._pieces: list[str] = []
        self._tags: dict[str, str] = {}
        self._children = 0

    def start(self, raw: str, attributes: Mapping[str, str]) -> None:
        """Write a start tag."""
        self._children += not self.level
        self.level += 1
        written = "".join(map(_attribute, attributes, attributes.values())) if attributes else ""
        self._pieces.append(f"<{self._tags.get(raw) or self._tag(raw)}{written}>")

    def end(self, raw: str) -> None:
        """Write an end tag; an empty element gets one too."""
        self.level -= 1
        self._pieces.append(f"</{self._tags.get(raw) or self._tag(raw)}>")

    @property
    def write(self) -> Callable[[str], None]:
        """What takes the text between the tags."""
        append = self._pieces.append
        return lambda text: append(escape(text, quote=False))

    def markup(self, *, unwrap: bool) -> str:
        """Return what was written, if asked for without the one ``div`` around all of it."""
        markup = "".join(self._pieces).strip()
        if (
            unwrap
            and self._children == 1
            and markup.startswith(("<div>", "<div "))
            and markup.endswith("</div>")
        ):
            return markup[markup.index(">") + 1 : -len("</div>")].strip()
        return markup

    def _tag(self, raw: str) -> str:
        """Return the name to be written; raises Doubtful for what is not plainly HTML."""
        name = self._vocabulary.name(raw)
        tag = name.removeprefix("xhtml_")
        if name in _MEANINGFUL or "_" in tag or tag in ("math", "svg", "body"):
            raise Unsupported(f"<{name}> in a text")
        self._tags[raw] = tag
        return tag


def _attribute(raw: str, value: str) -> str:
    name = raw.lower()
    if SEPARATOR in raw:
        uri, local, _ = split_name(raw)
        if uri != _XML:
            raise Unsupported("an attribute with a namespace in a text")
        name = f"xml:{local.lower()}"
    if name in ("rel", "type"):
        value = value.lower() or value
    return f' {name}="{escape(value, quote=False).replace(chr(34), "&quot;")}"'
