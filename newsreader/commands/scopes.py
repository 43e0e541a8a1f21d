"""Names the places on the screen in which a key can mean something: panes, dialogs, pages."""

from collections.abc import Mapping

LIST, ARTICLE, QUOTES, SOURCES = "list", "article", "quotes", "sources"
"""The panes of the main screen."""
PANES = frozenset({LIST, ARTICLE, QUOTES, SOURCES})
"""All panes."""

PROMPT, CHOICE, NOTE, CORRECTION, PICKER, WELCOME, PALETTE = (
    "prompt",
    "choice",
    "note",
    "correction",
    "picker",
    "welcome",
    "palette",
)
"""The dialogs: one line, one of several, a note, who speaks, the starter list, the first minute,
the command line."""
HEALTH, OUTPUT, PICTURE, HIGHLIGHTS = "health", "output", "picture", "highlights"
"""What is looked at: the feeds that need a look, what a program printed, a picture, all
highlights."""
SPEAKERS, SPEAKER = "speakers", "speaker"
"""Likewise: who is quoted, and what one of them said."""
SAID = frozenset({SPEAKERS, SPEAKER})
"""The pages of speakers."""
LOOKED_AT = SAID | {HEALTH, OUTPUT, HIGHLIGHTS}
"""Those of them with rows or lines to move in; letters are keys there."""
LISTS = frozenset({CHOICE, CORRECTION, PICKER, WELCOME, PALETTE})
"""The dialogs with a list to choose from."""
DIALOGS = LISTS | LOOKED_AT | {PICTURE, PROMPT, NOTE}
"""Everything that lies over the main screen."""

SAME_QUOTE, GO_TO = "same_quote", "go_to"
"""The pages: where the same words stand, what can be listed."""
HELP = "help"
"""A page too: the keys of a pane."""
PAGES = frozenset({SAME_QUOTE, GO_TO, HELP})
"""All pages; each has a line to search in."""

EVERYWHERE = PANES | DIALOGS | PAGES
"""All scopes."""
TYPING = (PAGES - {HELP}) | {PROMPT, NOTE, CORRECTION, PICKER, PALETTE}
"""The scopes in which every letter is written into a field; the help has keys that close it."""

PLACE_NAMES: Mapping[str, str] = {
    LIST: "the list",
    ARTICLE: "the article",
    QUOTES: "the sidebar",
    SOURCES: "the sources",
    PROMPT: "the line",
    CHOICE: "a choice",
    NOTE: "a note",
    CORRECTION: "“Who says this?”",
    PICKER: "the starter list",
    WELCOME: "the first screen",
    PALETTE: "the line of commands",
    HEALTH: "the feeds that need a look",
    OUTPUT: "what a program printed",
    PICTURE: "a picture",
    HIGHLIGHTS: "the highlights",
    SPEAKERS: "“Who is quoted”",
    SPEAKER: "a speaker’s page",
    SAME_QUOTE: "the same words elsewhere",
    GO_TO: "“Go to”",
    HELP: "the help",
}
"""How each scope is called in a sentence, the panes first."""
PLACES_ON = frozenset({WELCOME, SPEAKER})
"""The scopes of which one says that something is on them, not in them."""
