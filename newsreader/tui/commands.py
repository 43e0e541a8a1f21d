"""The one table of what a reader can do: keys, palette, help and README are made from it."""

from dataclasses import dataclass

LIST, ARTICLE, QUOTES, SOURCES = "list", "article", "quotes", "sources"
"""The panes, by the name a command knows them."""
ANYWHERE = frozenset({LIST, ARTICLE, QUOTES, SOURCES})
"""All panes."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a reader can do."""

    id: str
    """Its name in the settings (``[keys]``) and for its handler."""
    keys: tuple[str, ...]
    """The keys that do it, as Textual names them; empty where only the palette has it."""
    shown: str
    """How the keys are printed."""
    title: str
    """What it does, in two or three words."""
    help: str
    """What it does, in one sentence."""
    group: str
    """The heading it stands under in the help."""
    where: frozenset[str] = ANYWHERE
    """The panes in which it does something."""
    hint: str = ""
    """A word for it in the last line of the screen; its title where there is none."""
    palette: bool = True
    """Whether the palette offers it; moving about is left to the keys."""

    @property
    def word(self) -> str:
        """How the last line of the screen calls it."""
        return self.hint or self.title.lower()


def _moving(
    id_: str, keys: str, shown: str, title: str, help_: str, where: frozenset[str] = ANYWHERE
) -> Command:
    return Command(id_, tuple(keys.split()), shown, title, help_, "Moving", where, palette=False)


_READING = frozenset({ARTICLE})
_HEARING = frozenset({ARTICLE, QUOTES})
_STORY = frozenset({LIST, ARTICLE, QUOTES})

COMMANDS: tuple[Command, ...] = (
    _moving("down", "j down", "j ↓", "Down", "Go one row or line down."),
    _moving("up", "k up", "k ↑", "Up", "Go one row or line up."),
    _moving("half_down", "ctrl+d pagedown", "Ctrl+D", "Half page down", "Go half a page down."),
    _moving("half_up", "ctrl+u pageup", "Ctrl+U", "Half page up", "Go half a page up."),
    _moving("top", "g home", "g", "Top", "Go to the beginning."),
    _moving("bottom", "G end", "G", "Bottom", "Go to the end."),
    _moving(
        "enter",
        "enter l right",
        "Enter l →",
        "Open",
        "Open what is under the cursor and go into it.",
    ),
    _moving("back", "escape", "Esc", "Back", "Leave a selection, a search or a pane: one layer."),
    _moving("out", "q", "q", "Back or quit", "Go one layer back; at the top, quit."),
    _moving("left", "h left", "h ←", "Left", "Go one layer back; at the list, to the sources."),
    _moving("next_pane", "tab", "Tab", "Next pane", "Go to the next pane."),
    _moving("previous_pane", "shift+tab", "Shift+Tab", "Previous pane", "Go one pane back."),
    Command(
        "page_or_next",
        ("space",),
        "Space",
        "Read on",
        "Page the article down; at its end open the next unread one.",
        "Reading",
        hint="read on",
        palette=False,
    ),
    Command(
        "next_unread",
        ("n",),
        "n",
        "Next unread",
        "Open the next unread article; in a search, go to the next match.",
        "Reading",
        hint="next unread",
    ),
    Command(
        "previous_unread",
        ("N",),
        "N",
        "Previous unread",
        "Open the previous unread article; in a search, go to the previous match.",
        "Reading",
    ),
    Command(
        "next_article",
        ("J",),
        "J",
        "Next article",
        "Open the next article of the list.",
        "Reading",
    ),
    Command(
        "previous_article",
        ("K",),
        "K",
        "Previous article",
        "Open the previous article of the list.",
        "Reading",
    ),
    Command(
        "full_text",
        ("x",),
        "x",
        "Full text",
        "Fetch the whole story from the article's page.",
        "Reading",
        _STORY,
    ),
    Command("zen", ("z",), "z", "Zen", "Show the article alone, and back.", "Reading"),
    Command(
        "browser",
        ("o",),
        "o",
        "Open in browser",
        "Open the article's page in the browser.",
        "Reading",
        _STORY,
    ),
    Command(
        "sentence_next",
        ("right_parenthesis",),
        ")",
        "Next sentence",
        "Put the focus on the next sentence.",
        "Marking",
        _READING,
        palette=False,
    ),
    Command(
        "sentence_previous",
        ("left_parenthesis",),
        "(",
        "Previous sentence",
        "Put the focus on the previous sentence.",
        "Marking",
        _READING,
        palette=False,
    ),
    Command(
        "paragraph_next",
        ("right_curly_bracket",),
        "}",
        "Next paragraph",
        "Put the focus on the next paragraph.",
        "Marking",
        _READING,
        palette=False,
    ),
    Command(
        "paragraph_previous",
        ("left_curly_bracket",),
        "{",
        "Previous paragraph",
        "Put the focus on the previous paragraph.",
        "Marking",
        _READING,
        palette=False,
    ),
    Command(
        "mark_next",
        ("right_square_bracket",),
        "]",
        "Next quote or highlight",
        "Put the focus on the next quote or highlight.",
        "Marking",
        _STORY,
        hint="quotes",
        palette=False,
    ),
    Command(
        "mark_previous",
        ("left_square_bracket",),
        "[",
        "Previous quote or highlight",
        "Put the focus on the previous quote or highlight.",
        "Marking",
        _STORY,
        palette=False,
    ),
    Command(
        "select",
        ("v",),
        "v",
        "Select",
        "Begin a selection; ( ) { } w b extend it, o goes to its other end, H marks it.",
        "Marking",
        _READING,
        hint="select",
    ),
    Command(
        "word_next",
        ("w",),
        "w",
        "Extend by a word",
        "Move the end of the selection by a word.",
        "Marking",
        _READING,
        palette=False,
    ),
    Command(
        "highlight",
        ("H",),
        "H",
        "Highlight",
        "Highlight the sentence, quote or selection in focus; on a highlight, take it away.",
        "Marking",
        frozenset({ARTICLE, QUOTES}),
        hint="highlight",
    ),
    Command(
        "colour",
        ("C",),
        "C",
        "Next colour",
        "Give the highlight in focus the next of five colours.",
        "Marking",
        _READING,
    ),
    Command(
        "note",
        ("c",),
        "c",
        "Note",
        "Write a note on the passage in focus, highlighting it if need be.",
        "Marking",
        frozenset({ARTICLE, QUOTES}),
        hint="note",
    ),
    Command(
        "bookmark",
        ("b",),
        "b",
        "Bookmark",
        "Keep the article, or let it go; in a selection, extend it back by a word.",
        "Marking",
        _STORY,
        hint="bookmark",
    ),
    Command("tags", ("t",), "t", "Tags", "Change the article's tags.", "Marking", _STORY),
    Command(
        "copy",
        ("y",),
        "y",
        "Copy with citation",
        "Send the passage in focus to the clipboard, with its speaker and source.",
        "Marking",
        _STORY,
    ),
    Command(
        "toggle_read",
        ("m",),
        "m",
        "Read or unread",
        "Mark the article read, or unread again.",
        "Marking",
        _STORY,
    ),
    Command(
        "all_read",
        ("A",),
        "A",
        "All read",
        "Mark everything in this list read.",
        "Marking",
        frozenset({LIST, SOURCES}),
    ),
    Command(
        "undo", ("u",), "u", "Undo", "Take back the last change, one after another.", "Marking"
    ),
    Command(
        "export",
        ("e",),
        "e",
        "Export",
        "Write the article's highlights and quotes to a Markdown file.",
        "Marking",
        _STORY,
        hint="export",
    ),
    Command(
        "export_all",
        (),
        "",
        "Export all marked",
        "Write a Markdown file for every bookmarked or highlighted article.",
        "Marking",
    ),
    Command(
        "show_all", ("1",), "1", "All articles", "List all articles of this source.", "Finding"
    ),
    Command("show_unread", ("2",), "2", "Unread", "List the unread articles only.", "Finding"),
    Command(
        "show_bookmarked", ("3",), "3", "Bookmarked", "List the bookmarked articles.", "Finding"
    ),
    Command(
        "search",
        ("slash",),
        "/",
        "Search",
        "Search titles and texts as you type; Esc ends it.",
        "Finding",
        hint="search",
    ),
    Command(
        "speaker",
        ("s",),
        "s",
        "Speaker's page",
        "Show everything that the speaker of the quote in focus said.",
        "Listening",
        _HEARING,
        hint="speaker",
    ),
    Command(
        "attribute",
        ("i",),
        "i",
        "Identify the speaker",
        "Say who speaks, join two names, or say that it is no quote.",
        "Listening",
        _HEARING,
        hint="identify",
    ),
    Command(
        "elsewhere",
        ("E",),
        "E",
        "Same words elsewhere",
        "Show the same words in other articles.",
        "Listening",
        _HEARING,
        hint="elsewhere",
    ),
    Command("people", ("P",), "P", "People", "Find anybody who says something.", "Listening"),
    Command(
        "sidebar",
        ("quotation_mark",),
        '"',
        "Quote sidebar",
        "Show or hide who said what.",
        "Panes",
        hint="who said what",
    ),
    Command("sources", ("S",), "S", "Sources", "Show or hide the list of feeds.", "Panes"),
    Command("theme", (), "", "Dark or light", "Change between the two themes.", "Panes"),
    Command(
        "add_feed",
        ("a",),
        "a",
        "Add a feed",
        "Subscribe to a feed or to a website's feed, by address.",
        "Feeds",
        hint="add feed",
    ),
    Command(
        "starter",
        (),
        "",
        "Starter list",
        "Choose from sixty news feeds by region, topic and language.",
        "Feeds",
    ),
    Command("import_opml", (), "", "Import OPML", "Subscribe to the feeds of a file.", "Feeds"),
    Command(
        "refresh",
        ("r",),
        "r",
        "Refresh this feed",
        "Fetch what is new in the source that is shown.",
        "Feeds",
    ),
    Command("refresh_all", ("R",), "R", "Refresh all", "Fetch what is new everywhere.", "Feeds"),
    Command(
        "health",
        ("exclamation_mark",),
        "!",
        "Feeds that need a look",
        "Show which feeds are broken, gone or silent, and what to do about it.",
        "Feeds",
    ),
    Command(
        "rename_feed",
        (),
        "",
        "Rename this feed",
        "Give it a title of your own; an empty one brings the publisher's back.",
        "Feeds",
    ),
    Command(
        "remove_feed",
        (),
        "",
        "Remove this feed",
        "Unsubscribe; marked articles stay, and u brings it back.",
        "Feeds",
    ),
    Command(
        "remove_demo",
        ("D",),
        "D",
        "Remove the demo",
        "Take the demo stories out of the library.",
        "Feeds",
    ),
    Command("welcome", (), "", "Welcome", "Show the first screen again.", "Help"),
    Command(
        "palette", ("colon", "ctrl+p"), ": Ctrl+P", "Commands", "Find a command by name.", "Help"
    ),
    Command(
        "help", ("question_mark",), "?", "Help", "Show the keys of this pane.", "Help", hint="help"
    ),
)
"""Everything, in the order of the help."""

BY_ID = {command.id: command for command in COMMANDS}
"""The table by id."""


HINTS: dict[str, tuple[str, ...]] = {
    LIST: ("enter", "page_or_next", "next_unread", "search", "add_feed", "help"),
    ARTICLE: ("highlight", "note", "mark_next", "select", "page_or_next", "export", "help"),
    QUOTES: ("enter", "highlight", "note", "speaker", "attribute", "elsewhere"),
    SOURCES: ("enter", "refresh", "add_feed", "back"),
    "selection": ("sentence_next", "paragraph_next", "word_next", "highlight", "note", "back"),
}
"""The commands that the last line names in each pane, and while a selection is made."""
