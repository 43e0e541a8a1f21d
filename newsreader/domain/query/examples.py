"""The shapes that queries have, and what queries of other programs are in this language.

The tables of the documentation are made from it.
"""

SHAPES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("iron bridge",),
        "both words, in headline or text; the last one may be unfinished, from three letters on",
    ),
    (('"iron bridge"',), "the words side by side"),
    (("bridg*",), "words that begin so"),
    (("bridge -ferry", "bridge not ferry"), "the first and not the second"),
    (
        ("bridge or ferry",),
        "at least one of them; `or` binds less than what stands side by side",
    ),
    (("school (bridge or ferry)",), "the first, and one of the others"),
    (
        ("/br[ie]dge/",),
        "a match of a regular expression; one that takes too long is stopped",
    ),
    (
        ("12:30", "C++", '"or"'),
        "just these words: a colon counts behind the names below, a joining word outside "
        "quotation marks",
    ),
)
"""Queries of one shape, and what such a one finds articles with."""

TRANSLATIONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (('unread = "yes"',), ("is:unread",)),
    (('title =~ "linux"', "title:linux"), ("title:linux",)),
    (('content =~ "linux"', "summary:linux"), ("text:linux",)),
    (
        ('author =~ "Roe" or author =~ "Poe"', "author:/(roe|poe)/i"),
        ("author:roe or author:poe", "author:/roe|poe/"),
    ),
    (
        ('( author =~ "Roe" or author =~ "Poe" ) and title =~ "bridge"',),
        ("(author:roe or author:poe) title:bridge",),
    ),
    (('tags # "news" and unread = "yes"',), ("folder:news is:unread",)),
    (('tags !# "sports"', "~#sports"), ("-folder:sports", "-tag:sports")),
    (("age between 0:7", 'newer:"1 week ago"'), ("since:7d",)),
    (("age > 30", 'older:"30 days ago"'), ("until:30d",)),
    (('feedtitle =~ "gazette"', "feed:gazette"), ("feed:gazette",)),
    (('link =~ "/sport/"',), ('url:"/sport/"',)),
    (('flags # "b"', "marked"), ("is:bookmarked",)),
    (("~read", "unread today"), ("is:unread", "is:unread since:1d")),
    (
        ('title:/breaking|urgent/i newer:"1 hour ago"',),
        ("title:/breaking|urgent/ since:1h",),
    ),
    (('all:"climate change" newer:"1 week ago"',), ('"climate change" since:7d',)),
    (("marked #important",), ("is:bookmarked tag:important",)),
    (("feed:gazette ~read", "unmarked"), ("feed:gazette is:unread", "-is:bookmarked")),
    (("tagged", "#important,#tech"), ("tag:/./", "tag:important or tag:tech")),
    (("title:/(feature|bug)/ feed:/(hub|lab)/",), ("title:/feature|bug/ feed:/hub|lab/",)),
    (
        ('unread = "yes" and age <= 7', 'title !~ "linux"'),
        ("is:unread since:7d", "-title:linux"),
    ),
)
"""Queries of newsboat or eilmeldung, and the same in this language."""
