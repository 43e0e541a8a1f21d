"""Finds the dateline, where a report was written: ``HARBOUR, Nov 3 (Agency) -`` before it begins.

Nobody in it speaks, though its names stand where the speaker of a first sentence would.
"""

import re

_WITHIN = 1_500
"""A dateline begins in so many code points from the beginning of a text."""
_DATELINE = re.compile(
    r"^([^\W\d_][\w.,'’ /-]{1,60}?(?:\([^()\n]{1,40}\)[\w.,/ -]{0,30}?){0,2})"
    r"(?:\s?—\s?|\s(?:–|--?)\s)(?:\([^()\n]{1,40}\) [–—-] )?(?=[^\W\d_a-z]|[“„«\"])",
    re.MULTILINE,
)
_AGENCY = re.compile(
    r"\((?:[A-Z]{2,6}(?:/[A-Z]{2,6})?|dpa\S*|epd|kna|sid|Reuters|Xinhua|Belga"
    r"|[\w ]*(?:News|Press|Agency|Agence|Agentur|Agencia|Agenzia)[\w ]*)\)"
)
_DAY = re.compile(
    r"(?<!\w)(?:[^\W\d_]{3,}\.? \d{1,2}|\d{1,2}\.? (?:de )?[^\W\d_]{3,}|\d{1,2}[./]\d{1,2})(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]+")


def find_dateline(text: str) -> tuple[int, int]:
    """Return where the dateline of a text begins and ends, as code points; (0, 0) for none.

    A place alone is none, as a dash may stand behind anything: it is in capitals, or beside a
    date or an agency.
    """
    for found in _DATELINE.finditer(text, 0, _WITHIN):
        place = re.split("[,(]", found[1])[0].strip()
        if not all(word[0].isupper() or len(word) < 4 for word in _WORD.findall(place)):
            continue
        shouted = place.isupper() and len(place) > 3
        if shouted or _DAY.search(found[1]) or _AGENCY.search(found[0]):
            return found.span()
    return 0, 0
