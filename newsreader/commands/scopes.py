"""Names the places on the screen in which a key can mean something: panes, dialogs, pages."""

LIST, ARTICLE, QUOTES, SOURCES = "list", "article", "quotes", "sources"
"""The panes of the main screen."""
PANES = frozenset({LIST, ARTICLE, QUOTES, SOURCES})
"""All panes."""

PROMPT, CHOICE, NOTE, CORRECTION, PICKER, WELCOME = (
    "prompt",
    "choice",
    "note",
    "correction",
    "picker",
    "welcome",
)
"""The dialogs: one line, one of several, a note, who speaks, the starter list, the first minute."""
HELP, HEALTH = "help", "health"
"""What is looked at: the keys of a pane, the feeds that need a look."""
LISTS = frozenset({CHOICE, CORRECTION, PICKER, WELCOME})
"""The dialogs with a list to choose from."""
TEXTS = frozenset({HELP, HEALTH})
"""Both of them."""
DIALOGS = LISTS | TEXTS | {PROMPT, NOTE}
"""Everything that lies over the main screen."""

SPEAKERS, SPEAKER, SAME_QUOTE = "speakers", "speaker", "same_quote"
"""The pages: everybody, what one person said, where the same words stand."""
PAGES = frozenset({SPEAKERS, SPEAKER, SAME_QUOTE})
"""All pages; each has a line to search in."""

EVERYWHERE = PANES | DIALOGS | PAGES
"""All scopes."""
TYPING = PAGES | {PROMPT, NOTE, CORRECTION, PICKER}
"""The scopes in which letters are written into a field."""
