"""The errors that are shown to the user; each message is one complete sentence."""

from newsreader.domain.health import Trouble


class NewsreaderError(Exception):
    """The base of all errors whose message is shown to the user."""

    exit_status = 1
    """The exit status of the command line for this error."""


class SettingsError(NewsreaderError):
    """The configuration file cannot be used; the message names file, line and key."""

    exit_status = 3


class LibraryError(NewsreaderError):
    """The database cannot be opened, read or written."""


class LibraryMissing(LibraryError):
    """The database is not there, but backups of it are."""


class NotFound(NewsreaderError):
    """No such feed, article or highlight."""


class FetchError(NewsreaderError):
    """An address could not be fetched; the message says why, without credentials."""


class NotProvided(FetchError):
    """What the settings or the environment promise is not had: password, program, proxy."""


class LoginRefused(FetchError):
    """The server wants a login, or refused the one it got."""

    exit_status = 4


class FeedError(NewsreaderError):
    """What was fetched is not a feed, or cannot be read as one."""

    def __init__(self, sentence: str, trouble: Trouble = Trouble.UNREADABLE) -> None:
        super().__init__(sentence)
        self.trouble = trouble
        """Which kind of trouble with a feed that is."""


class GivenUp(FeedError):
    """What was fetched takes more time or memory to read than there is for it."""


class AllFeedsFailed(NewsreaderError):
    """A refresh in which no feed could be read."""

    exit_status = 5


class SomeFeedsFailed(NewsreaderError):
    """A strict refresh in which some feeds could not be read."""

    exit_status = 6


class RefreshRunning(NewsreaderError):
    """Another process is refreshing the same library (EX_TEMPFAIL of sysexits.h)."""

    exit_status = 75


class ExportError(NewsreaderError):
    """A file could not be written."""
