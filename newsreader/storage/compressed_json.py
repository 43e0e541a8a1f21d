"""Values in one column: JSON, compressed, in which bytes may stand."""

import base64
import json
import zlib
from typing import Any

_QUICK = 1
"""The level of compression: half the size at a tenth of the time of the usual one."""


def compressed(value: object) -> bytes:
    """Return a value of lists, dicts, texts, numbers and bytes as it is stored."""
    text = json.dumps(value, separators=(",", ":"), default=_plain)
    return zlib.compress(text.encode(), _QUICK)


def decompressed(stored: bytes) -> Any:
    """Return what ``compressed`` made, tuples as lists; raises ``ValueError`` for other bytes."""
    try:
        return json.loads(zlib.decompress(stored), object_hook=_with_bytes)
    except (zlib.error, TypeError) as error:
        raise ValueError(str(error)) from error


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} is not stored")


def _with_bytes(form: dict[str, Any]) -> Any:
    return base64.b64decode(form["base64"]) if form.keys() == {"base64"} else form
