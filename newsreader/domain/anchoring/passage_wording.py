"""Says in short how the words of a passage changed."""

from newsreader.domain.anchoring.text_differences import differences

PLACES = 3
"""At most so many places are told; of a passage with more, or with other words in more than half
of it, the whole of the old words."""


def reworded_in_short(old: str, new: str) -> str:
    """Return what a passage said, beside what it says now: ``“in May” → “in June”``.

    Words that went only, or came only, are named so. Line breaks are spaces.
    """
    old, new = " ".join(old.split()), " ".join(new.split())
    found = differences(old, new)
    gone = sum(one.end - one.start for one in found)
    if not found or len(found) > PLACES or gone > len(old) / 2:
        return f"it was “{old}”"
    return "; ".join(
        _told(old[one.start : one.end], new[one.new_start : one.new_end]) for one in found
    )


def _told(old: str, new: str) -> str:
    if old and new:
        return f"“{old}” → “{new}”"
    return f"without “{old}”" if old else f"“{new}” is new"
