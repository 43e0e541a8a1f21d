"""What changes on an article with the user's keys while its text stays as it is."""

from newsreader.frozen import dataclass
from newsreader.tui.article.text_units import TextRange


@dataclass(frozen=True, slots=True)
class Pointed:
    """What of the text the cursor of the sidebar is on."""

    pieces: tuple[TextRange, ...]
    """Its ranges."""
    speaker: str | None = None
    """Whose quote it is, empty where that is unknown; None where it is no quote."""


@dataclass(frozen=True, eq=False)
class ViewState:
    """What changes on an article with the user's keys while its text stays as it is."""

    unit: TextRange | None = None
    """The sentence, paragraph, quote or highlight that the cursor is on."""
    selection: TextRange | None = None
    """What is selected by keyboard or mouse."""
    hit: TextRange | None = None
    """The word searched for at which one is, of those that are shown."""
    pointed: Pointed | None = None
    """What is under the cursor of the sidebar while that has the focus."""
    has_focus: bool = False
    """Whether the keys go to the article."""
