"""A news reader for the terminal: the story, who said what in it, and what you marked.

The map of the house. Imports run downwards only; rooms on one line do not know each other.

    cli        tui            the two front doors: commands for scripts, panes for people
    library    fetcher        what a reader can do; what the network brings
    reading    quotes         HTML to a document; quotations and their speakers
    storage    export  demo   SQLite; Markdown; the stories of the first minute
    settings   places         config.toml; where files live
    domain                    plain values and pure rules, the standard library only

Two processes meet in one SQLite file: the fetcher (``python -m newsreader.fetcher``) never
draws and the screen never fetches. Everything that points into a story (quotes, highlights,
the reading position) is a ``(start, end)`` in ``Document.text``, in Unicode code points.
"""

__version__ = "0.1.0"
