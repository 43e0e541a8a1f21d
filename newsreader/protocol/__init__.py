"""Commands to the fetcher and events from it, each a frozen dataclass and one line of JSON.

The app, the fetcher process and ``refresh --json`` use these classes. The names and keys of the
lines are a public contract and are written here only: ``name`` of each class, ``Key`` of each
field. They stay when a class or a field is renamed.
"""

from newsreader.protocol.events import (
    COMMAND as COMMAND,
)
from newsreader.protocol.events import (
    START as START,
)
from newsreader.protocol.events import (
    Added as Added,
)
from newsreader.protocol.events import (
    Event as Event,
)
from newsreader.protocol.events import (
    Failed as Failed,
)
from newsreader.protocol.events import (
    FeedDone as FeedDone,
)
from newsreader.protocol.events import (
    Finished as Finished,
)
from newsreader.protocol.events import (
    Found as Found,
)
from newsreader.protocol.events import (
    HookFailed as HookFailed,
)
from newsreader.protocol.events import (
    Imported as Imported,
)
from newsreader.protocol.events import (
    Listener as Listener,
)
from newsreader.protocol.events import (
    MarksExchanged as MarksExchanged,
)
from newsreader.protocol.events import (
    PageBrought as PageBrought,
)
from newsreader.protocol.events import (
    PageDone as PageDone,
)
from newsreader.protocol.events import (
    PictureDone as PictureDone,
)
from newsreader.protocol.events import (
    Processed as Processed,
)
from newsreader.protocol.events import (
    RuleFailed as RuleFailed,
)
from newsreader.protocol.events import (
    Started as Started,
)
from newsreader.protocol.events import (
    Watched as Watched,
)
from newsreader.protocol.events import (
    ignore as ignore,
)
from newsreader.protocol.json_keys import Key as Key
from newsreader.protocol.lines import (
    NotUnderstood as NotUnderstood,
)
from newsreader.protocol.lines import (
    command_from_line as command_from_line,
)
from newsreader.protocol.lines import (
    event_from_line as event_from_line,
)
from newsreader.protocol.lines import (
    to_line as to_line,
)
from newsreader.protocol.lines import (
    to_record as to_record,
)
from newsreader.protocol.orders import (
    AddFeed as AddFeed,
)
from newsreader.protocol.orders import (
    BringPage as BringPage,
)
from newsreader.protocol.orders import (
    Command as Command,
)
from newsreader.protocol.orders import (
    DiscoverFeeds as DiscoverFeeds,
)
from newsreader.protocol.orders import (
    FetchPage as FetchPage,
)
from newsreader.protocol.orders import (
    FetchPicture as FetchPicture,
)
from newsreader.protocol.orders import (
    ImportFeeds as ImportFeeds,
)
from newsreader.protocol.orders import (
    ProcessArticles as ProcessArticles,
)
from newsreader.protocol.orders import (
    RebuildQuotes as RebuildQuotes,
)
from newsreader.protocol.orders import (
    RefreshFeeds as RefreshFeeds,
)
