"""A highlight in the bin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsreader.domain.highlights.highlight import Highlight


@dataclass(frozen=True, slots=True)
class DeletedHighlight:
    """A highlight that was deleted, or became part of another, and can be brought back."""

    highlight: Highlight
    """The highlight as it was."""
    deleted: datetime
    """When that was, UTC."""
    article: Mapping[str, Any] | None = None
    """What finds its article again, as a backup has it; None where that was not known."""

    @property
    def title(self) -> str:
        """The headline of its article; empty where that is not known."""
        return str((self.article or {}).get("title", ""))
