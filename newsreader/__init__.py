"""A news reader for the terminal: the story, who said what in it, and what you marked.

The map of the package. Imports run downwards only; what stands between two rules does not know
each other, but that ``cli`` opens the app of ``tui``.

    start          the command itself, before anything else is loaded
    ---
    cli            the command line
    tui            the screen
    ---
    library        what a user can do, in plain calls
    fetcher        what the network brings: a process of its own
    ---
    feeds          bytes to a feed
    documents      HTML to a document
    quotes         quotations and their speakers
    storage        SQLite
    export         files for the user: Markdown, OPML
    demo           the stories and the list of feeds of the first minute
    ---
    protocol       commands and events between app and fetcher
    ---
    settings       config.toml
    places         where files live
    commands       the registry of the app's commands and their keys
    child_process  how a child process starts
    loading        how modules are loaded that are many
    held_terminal  the terminal before the app takes it
    ---
    domain         plain values and pure rules, of the standard library only
    ---
    languages      the words of each language

Two processes meet in one SQLite file: the fetcher (``python -m newsreader.fetcher``) never
draws and the screen never fetches. Everything that points into a story (quotes, highlights,
the reading position) is a ``(start, end)`` in ``Document.text``, in Unicode code points.
"""

__version__ = "0.1.0"
