"""The settings as frozen dataclasses; reading, examples and documentation follow their fields."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.options.key_names import DEFAULT_PRESET
from newsreader.domain.options.macros import Macro
from newsreader.domain.options.openers import Opener
from newsreader.domain.options.setting import Form, Range, setting
from newsreader.domain.rules import Rule
from newsreader.domain.time_span import FOREVER
from newsreader.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """The table ``[look]``."""

    theme: str = setting(
        "dark",
        "The colours; auto is dark or light as the terminal is, and follows it. Other names are "
        "those of files in the folder themes beside this file. What is chosen in the app counts "
        "until this is changed.",
        Form.THEME,
    )
    width: int = setting(
        72, "The widest that a line of an article may be, in cells.", Range(40, 120)
    )
    glyphs: Literal["auto", "unicode", "ascii"] = setting(
        "auto", "The signs for unread, bookmarked and noted; auto asks the locale."
    )
    pictures: Literal["auto", "kitty", "sixel", "iterm", "blocks"] = setting(
        "auto",
        "How the terminal shows pictures, by a protocol of its own or as half blocks of colour; "
        "auto asks it. They need newsreader-tui[images].",
    )
    inline_pictures: bool = setting(
        False,
        "Whether the pictures of an article are fetched when it is shown and stand in its text, "
        "in half blocks of colour.",
    )
    right_to_left: Literal["auto", "app", "terminal"] = setting(
        "auto",
        "Who puts Arabic, Hebrew and the like in the order in which they are read; auto leaves it "
        "to terminals that are known to do so.",
    )
    list_lines: int = setting(
        2,
        "How many lines an article has in the list; what is chosen in the app counts until this is "
        "changed.",
        Range(1, 3),
    )
    plain: bool = setting(
        False,
        "Whether the app is for screen readers, as with --plain: one pane at a time, no lines or "
        "bars, results as text in the last line, and the cursor of the terminal where you are.",
    )
    advance: bool = setting(
        False, "Whether marking one article read or bookmarking it in the list goes on to the next."
    )


@dataclass(frozen=True, slots=True)
class Fetching:
    """The table ``[fetch]``."""

    connections: int = setting(24, "How many servers are asked at the same time.", Range(1, 100))
    per_host: int = setting(
        1, "How many connections go to one server at the same time.", Range(1, 8)
    )
    timeout: float = setting(
        20.0, "How long one answer may take, in seconds, redirects included.", Range(1, 300)
    )
    full_text: Literal["auto", "never"] = setting(
        "auto", "Whether the page is fetched where a feed has only the beginning of a story."
    )
    on_start: bool = setting(
        True, "Whether feeds that are due are refreshed when the app starts, and while it runs."
    )
    pause: float = setting(
        0.25, "How long one server is left alone between two requests, in seconds.", Range(0, 60)
    )
    shortest: float = setting(
        1.0,
        "The shortest time after which a feed is due again, in hours; by itself a feed is due as "
        "often as it publishes, and never before its server wishes.",
        Range(0.25, 168),
    )
    longest: float = setting(
        24.0, "The longest time after which a feed is due again, in hours.", Range(1, 720)
    )
    feed_size: int = setting(
        15,
        "How much of a feed is read, in MiB; of a longer one the whole entries at its beginning.",
        Range(1, 100),
    )


@dataclass(frozen=True, slots=True)
class Keeping:
    """The table ``[library]``."""

    keep: timedelta = setting(
        FOREVER,
        "How long articles are kept once they are no longer in their feeds, read or not; what is "
        "bookmarked, set aside, highlighted, tagged or put right stays for ever.",
        Form.KEEPING,
    )
    keep_deleted: timedelta = setting(
        timedelta(days=90),
        "How long highlights that were deleted stay in the bin, with their notes; “newsreader "
        "highlights --deleted” shows it.",
        Form.KEEPING,
    )


@dataclass(frozen=True, slots=True)
class Sharing:
    """The table ``[marks]``."""

    folder: Path | None = setting(
        None,
        "The folder that several devices share, as by Syncthing or git: each refresh writes what "
        "you made on this one, and takes in what you made on the others.",
        Form.FOLDER,
        example="~/Sync/newsreader",
    )


@dataclass(frozen=True, slots=True)
class Exporting:
    """The table ``[export]``."""

    directory: Path | None = setting(
        None,
        'The folder for exported files; when not set, "exports" beside the library.',
        Form.FOLDER,
        example="~/notes",
    )


@dataclass(frozen=True, slots=True)
class Opening:
    """The table ``[open]``."""

    browser: tuple[str, ...] = setting(
        (),
        "The program that shows web pages, with its arguments; %s stands for the address. When "
        "not set, BROWSER of the environment counts, then what the system prefers.",
        example=["firefox", "--new-tab"],
    )
    download: tuple[str, ...] = setting(
        (),
        "The program that downloads a file of an article, with its arguments; %s stands for the "
        "address. What it prints is shown in the last line.",
        example=["wget", "--continue", "--directory-prefix=/home/jane/podcasts"],
    )
    programs: Mapping[str, Opener] = setting(
        MappingProxyType({}),
        "The program for addresses that fit a pattern, the first of these: of the name of a file, "
        "or with a slash in it of the whole address, or of the media type of a file. One that "
        "needs the terminal is written as a table; text browsers are known.",
        Form.PROGRAMS,
        example={
            "*.pdf": ["zathura"],
            "video/*": ["mpv", "%s"],
            "gopher.example/*": {"command": ["bombadillo"], "terminal": True},
        },
    )


CiteAs = Literal["plain", "chicago", "apa", "mla", "markdown", "bibtex"]
"""The styles of citations."""


@dataclass(frozen=True, slots=True)
class Copying:
    """The table ``[copy]``."""

    style: CiteAs = setting("plain", "How y writes down the source of what it copies.")
    clipboard: tuple[str, ...] = setting(
        (),
        "The program that puts its input on the clipboard, with its arguments. When not set, that "
        "of the system is found; the terminal is asked, too (OSC 52).",
        example=["wl-copy"],
    )


NotifyBy = Literal[
    "auto", "notify-send", "terminal-notifier", "osascript", "osc9", "osc777", "bell", "never"
]
"""By what the user is told of what is watched for."""


@dataclass(frozen=True, slots=True)
class Notifying:
    """The table ``[notify]``."""

    by: NotifyBy = setting(
        "auto",
        "What tells of articles that a rule or a saved view watches for: a program of the desktop, "
        "or a sign that the terminal of the app knows; auto takes what there is.",
    )


@dataclass(frozen=True, slots=True)
class Hooks:
    """The table ``[hooks]``."""

    after_refresh: tuple[str, ...] = setting(
        (),
        "A program and its arguments that is run after each refresh, without a shell; it reads "
        "what came of it as JSON.",
        example=["notify-send", "The news is in"],
    )
    on_new: tuple[str, ...] = setting(
        (),
        "The same for new articles, once they have their text and quotes; not for those that a "
        "feed brings first.",
        example=["~/bin/archive-articles"],
    )
    on_change: tuple[str, ...] = setting(
        (),
        "The same for articles whose publisher changed the text.",
        example=["~/bin/log-changes"],
    )
    on_highlight: tuple[str, ...] = setting(
        (),
        "The same for each highlight that you make, change or take away, in the app or outside.",
        example=["~/bin/sync-highlights"],
    )


@dataclass(frozen=True, slots=True)
class Piping:
    """The table ``[pipe]``."""

    form: Literal["text", "markdown", "html", "json"] = setting(
        "text", "The form in which a program reads an article that is piped to it."
    )
    seconds: float = setting(30.0, "How long such a program may take.", Range(1, 600))
    programs: Mapping[str, tuple[str, ...]] = setting(
        MappingProxyType({}),
        "Names for programs with their arguments, which need not be typed then.",
        example={"summary": ["summarise", "--short"], "print": ["lp"]},
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that config.toml can say."""

    look: Look = setting(Look(), "How the screen looks.")
    fetch: Fetching = setting(Fetching(), "How feeds and pages are fetched.")
    library: Keeping = setting(Keeping(), "What is kept.")
    marks: Sharing = setting(Sharing(), "How marks come to other devices.")
    export: Exporting = setting(Exporting(), "Where exports go.")
    open: Opening = setting(Opening(), "What opens web pages.")
    copy: Copying = setting(Copying(), "How passages are copied.")
    notify: Notifying = setting(Notifying(), "How watches tell.")
    hooks: Hooks = setting(Hooks(), "Programs that are run when something happens.")
    pipe: Piping = setting(Piping(), "Programs that an article is piped to.")
    keys: Mapping[str, str] = setting(
        MappingProxyType({}),
        "Other keys for commands: the id of a command and its keys, joined by commas; keys that "
        "are pressed one after another have blanks between them. preset names the keys to begin "
        "with: default, vim, newsboat or reader.",
    )
    macros: tuple[Macro, ...] = setting(
        (),
        "Several commands under one name, with keys if you like; a table for each. One that asks "
        "something ends it.",
    )
    feeds: tuple[FeedOptions, ...] = setting(
        (), "What is done differently for some feeds; a table for each."
    )
    rules: tuple[Rule, ...] = setting(
        (), "What is done with new articles that a query finds; a table for each rule, in order."
    )
    preset: str = DEFAULT_PRESET
    """The keys to begin with, one of ``domain.key_names.PRESETS``."""
    warnings: tuple[str, ...] = ()
    """What the file says that is not understood and was passed over, a sentence each."""
