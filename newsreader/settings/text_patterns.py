"""Regular expressions for the texts in config.toml, as Python and ECMAScript read them alike."""

from newsreader.domain.highlights.highlight import COLOURS
from newsreader.domain.options.key_names import SEQUENCE
from newsreader.domain.options.proxy import SCHEMES
from newsreader.domain.options.theme_names import OWN_NAME
from newsreader.domain.time_span import ALWAYS


def whole(pattern: str) -> str:
    """Return a pattern that fits texts as a whole, in Python as in ECMAScript.

    Python lets ``$`` match before a last line break, ECMAScript does not.
    """
    return rf"^(?:{pattern})$(?!\n)"


def _any_case(name: str) -> str:
    """Return a pattern that fits a name in capitals as in small letters."""
    return "".join(f"[{one.upper()}{one.lower()}]" if one.isalpha() else one for one in name)


NO_LINE = (
    r"[\u0000-\u001f\u007f-\u009f"  # control characters and line breaks
    r"\u00ad\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"  # invisible and bidirectional
)
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_PLACE = (  # host, port, path: no login
    r"(?:(?:[A-Za-z0-9._-]|[^\u0000-\u00ff])+|\[[0-9A-Fa-f:.]+\])"
    r"(?::0{0,4}[1-9][0-9]{0,4})?(?:[/?#][^\u0000-\u001f\u007f-\u009f]*)?"
)
FEED_PLACE = whole(rf" *[Hh][Tt][Tt][Pp][Ss]?://{_PLACE} *|{_HOST}")
PROXY = whole(rf"(?:{'|'.join(SCHEMES)})://(?:[^\u0000-\u0020\u007f-\u009f/?#@]*@)?{_PLACE}|")
OWN_HEADERS = (  # message framing, and what belongs to one connection (RFC 9110 §7.6.1, §8.6)
    "Connection Content-Encoding Content-Length Expect Host HTTP2-Settings Keep-Alive "
    "Proxy-Authenticate Proxy-Authorization Proxy-Connection TE Trailer Transfer-Encoding Upgrade"
).split()
HEADER_NAME = whole(
    rf"(?!(?:{'|'.join(_any_case(name) for name in OWN_HEADERS)})$)[A-Za-z0-9!#$%&'*+.^_`|~-]+"
)

_ACTION = (
    rf"\s*(?:mute|read|bookmark|later|notify|highlight(?:\s*:\s*(?:{'|'.join(COLOURS)}))?"
    r"|tag\s*:\s*[^\s,\u0000-\u001f\u007f-\u009f][^,\u0000-\u001f\u007f-\u009f]*)\s*"
)
ACTIONS = whole(f"{_ACTION}(?:,{_ACTION})*")
DAY = whole("[0-9]{4}-[0-9]{2}-[0-9]{2}")
KEEPING = whole(rf"(?:(?!0+[^0-9])[0-9]{{1,4}}[DdWwMmYy]|{_any_case(ALWAYS)})?")
THEME = whole(OWN_NAME)
KEYS = whole(rf"(?:\s*{SEQUENCE}\s*(?:,\s*{SEQUENCE}\s*)*)?")
