"""A news reader for the terminal: the story, who said what in it, and what you marked.

The map of the house. Imports run downwards only; rooms on one line do not know each other.

    cli        tui            the two front doors: commands for scripts, panes for people
    library    fetcher        what a user can do; what the network brings
    feeds      documents      bytes to a feed; HTML to a document
    quotes                    quotations and their speakers
    storage    export  demo   SQLite; Markdown; the stories of the first minute
    protocol                  commands and events between app and fetcher
    settings   places         config.toml; where files live
    commands                  the commands of the app and their keys
    domain                    plain values and pure rules, the standard library only
    languages                 the words of each language

Two processes meet in one SQLite file: the fetcher (``python -m newsreader.fetcher``) never
draws and the screen never fetches. Everything that points into a story (quotes, highlights,
the reading position) is a ``(start, end)`` in ``Document.text``, in Unicode code points.
"""

__version__ = "0.1.0"
