"""Makes the dialog or page for a question."""

from collections.abc import Callable, Mapping
from typing import Any

from newsreader.commands.keymap import Keymap
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.colour_row import ColourRow
from newsreader.tui.dialogs.feed_picker import StarterScreen
from newsreader.tui.dialogs.note import NoteScreen
from newsreader.tui.dialogs.program_output import OutputScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.dialogs.query_prompt import QueryPromptScreen
from newsreader.tui.dialogs.speaker_correction import AttributionScreen
from newsreader.tui.dialogs.welcome import WelcomeScreen
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.overlay import Overlay
from newsreader.tui.pages.health_page import HealthScreen
from newsreader.tui.pages.help_page import HelpScreen
from newsreader.tui.pages.highlights_page import HighlightsPage
from newsreader.tui.pages.picture_page import PicturePage
from newsreader.tui.pages.same_quote import SameQuotePage
from newsreader.tui.pages.sources_audit_page import SourcesAuditPage
from newsreader.tui.pages.sources_page import SourcesPage
from newsreader.tui.pages.speaker_page import SpeakerScreen
from newsreader.tui.questions import (
    AskChoice,
    AskColour,
    AskLine,
    AskNote,
    AskQuery,
    AskSource,
    AskSpeaker,
    AskStarters,
    Question,
    ShowHealth,
    ShowHelp,
    ShowHighlights,
    ShowOutput,
    ShowPicture,
    ShowSameQuote,
    ShowSources,
    ShowSpeaker,
    ShowWelcome,
)


def window(question: Question[Any], keymap: Keymap, glyphs: Glyphs) -> Overlay[Any]:
    """Return the screen that puts a question and closes with its answer."""
    screen = _screen(question, keymap, glyphs)
    screen.keymap = keymap
    return screen


_PAGES: Mapping[type[Question[Any]], Callable[[Any, Glyphs], Overlay[Any]]] = {
    ShowHealth: HealthScreen,
    ShowHighlights: HighlightsPage,
    ShowPicture: PicturePage,
    AskSource: SourcesPage,
    ShowSources: SourcesAuditPage,
    ShowSpeaker: SpeakerScreen,
    ShowSameQuote: SameQuotePage,
}
"""The questions that are put by a page over the whole screen."""


def _screen(question: Question[Any], keymap: Keymap, glyphs: Glyphs) -> Overlay[Any]:
    if page := _PAGES.get(type(question)):
        return page(question, glyphs)
    match question:
        case AskQuery():
            return QueryPromptScreen(
                question.heading,
                question.hint,
                question.value,
                glyphs,
                store=question.store,
                names=question.names,
            )
        case AskLine():
            return PromptScreen(
                question.heading,
                question.hint,
                question.value,
                store=question.store,
                slow=question.slow,
                reason=question.reason,
                replaced=question.replaced,
            )
        case AskNote():
            return NoteScreen(question)
        case AskChoice():
            return ChoiceScreen(question.heading, question.options, question.note)
        case AskColour():
            return ColourRow(question.colour, glyphs)
        case AskStarters():
            return StarterScreen(question.feeds)
        case AskSpeaker():
            return AttributionScreen(question.quote, question.cast)
        case ShowOutput():
            return OutputScreen(question.heading, question.text)
        case ShowWelcome():
            return WelcomeScreen(question.has_demo)
        case ShowHelp():
            return HelpScreen(question.place, keymap, question.sought)
    raise TypeError(f"There is no screen for {type(question).__name__}.")
