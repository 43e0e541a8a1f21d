-- The tables of a library: schema 26. A new file is made from this text; an older one comes to the
-- same tables by the modules in migrations/, and a test holds both equal.
--
-- Times are milliseconds since 1970 UTC. Offsets and lengths count Unicode code points. A number
-- (AUTOINCREMENT) is never given twice, so that undoing a removal cannot meet a stranger.

-- A subscription: what the user follows, and what its server said last.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,               -- where it is fetched from
    title TEXT NOT NULL,                    -- the publisher's title, else the host
    own_title TEXT NOT NULL DEFAULT '',     -- the title given in the app, which wins
    site_url TEXT NOT NULL DEFAULT '',      -- the website it belongs to
    folder TEXT NOT NULL DEFAULT '',        -- folders of the user, joined by "/"
    language TEXT NOT NULL DEFAULT '',      -- BCP 47
    etag TEXT NOT NULL DEFAULT '',          -- ETag of the last answer, byte for byte
    last_modified TEXT NOT NULL DEFAULT '', -- Last-Modified of the last answer, byte for byte
    checked INTEGER,                        -- when it was last asked
    due INTEGER,                            -- when it may be asked again by itself
    error TEXT NOT NULL DEFAULT '',         -- why the last refresh failed, one sentence
    failures INTEGER NOT NULL DEFAULT 0,    -- how many refreshes in a row failed
    added INTEGER NOT NULL,                 -- when the user subscribed
    trouble TEXT NOT NULL DEFAULT '',       -- the kind of error: a domain.health.Trouble
    failing_since INTEGER,                  -- when the first of these failures was
    received INTEGER,                       -- when it last came whole
    at_least INTEGER NOT NULL DEFAULT 0,    -- its own interval in seconds (ttl, sy:updatePeriod)
    skip_hours INTEGER NOT NULL DEFAULT 0,  -- bit n: it is not asked in hour n GMT (skipHours)
    moving_to TEXT NOT NULL DEFAULT '',     -- target of a permanent redirect not yet followed
    moving_since INTEGER,                   -- when that redirect was first seen
    moving_seen INTEGER NOT NULL DEFAULT 0, -- how often it was seen
    configured_title TEXT NOT NULL DEFAULT '', -- the title that config.toml gives, else empty
    configured_folder TEXT NOT NULL DEFAULT '', -- the folder that config.toml gave last, else empty
    cut_after INTEGER NOT NULL DEFAULT 0,   -- entries read of a feed too long to be read whole
    categories TEXT NOT NULL DEFAULT '',    -- of its outline besides the folder, joined by commas
    interval INTEGER,                       -- the user's: seconds between two requests; NULL: none
    full_text TEXT NOT NULL DEFAULT '',     -- the user's: on, off or auto; '': none
    keep INTEGER,                           -- the user's: seconds; 0: for ever; NULL: none
    user_agent TEXT NOT NULL DEFAULT '',    -- the user's: what newsreader calls itself
    proxy TEXT NOT NULL DEFAULT ''          -- the user's: the proxy to go through, without a login
);

-- The folders of feeds that the user made, by their paths; one may be empty. Others are known by the
-- feeds in them.
CREATE TABLE folder (
    path TEXT PRIMARY KEY                   -- its name after those around it, joined by "/"
) WITHOUT ROWID;

-- A query that the user gave a name.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,              -- what it is called
    query TEXT NOT NULL,                    -- the query as it was written
    sort TEXT NOT NULL DEFAULT '',          -- one of domain.query.fields.SORTS; '': as the query says
    notify INTEGER NOT NULL DEFAULT 0,      -- 1: the user is told of what is new in it
    place INTEGER NOT NULL,                 -- its place among the views
    made INTEGER NOT NULL
);

-- Where a feed was before it was moved: subscribing there finds it again.
CREATE TABLE feed_address (
    feed_id INTEGER NOT NULL REFERENCES feed(id) ON DELETE CASCADE,
    url TEXT NOT NULL,                      -- the former address
    until INTEGER NOT NULL,                 -- when it was given up
    UNIQUE (feed_id, url)
);

-- Which entries a feed had when it was last read whole: what is not among them may be removed.
CREATE TABLE feed_listing (
    feed_id INTEGER PRIMARY KEY REFERENCES feed(id) ON DELETE CASCADE,
    keys BLOB NOT NULL                      -- the first 8 bytes of the SHA-256 of each key
);

-- Articles that were removed because they are old, by what tells that an entry is one of them.
CREATE TABLE gone_entry (
    feed_id INTEGER NOT NULL REFERENCES feed(id) ON DELETE CASCADE,
    key TEXT NOT NULL,                      -- as in article when the feed carried it last
    article_id INTEGER NOT NULL,            -- the number that the article had
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    published INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    page_print INTEGER,
    content_hash TEXT NOT NULL,
    seen INTEGER NOT NULL,                  -- when its feed was last seen to have it, else removed
    PRIMARY KEY (feed_id, key)
) WITHOUT ROWID;

-- Host back-off: servers that asked to be left alone.
CREATE TABLE resting_host (
    host TEXT PRIMARY KEY,
    until INTEGER NOT NULL                  -- when it may be asked again
) WITHOUT ROWID;

-- An article without its text: all that a list shows, and its article state.
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER REFERENCES feed(id) ON DELETE SET NULL, -- NULL: none, or it was removed
    key TEXT NOT NULL,                      -- what identifies it within its feed: guid, link, title
    title TEXT NOT NULL,                    -- the headline
    outlet TEXT NOT NULL DEFAULT '',        -- who published it where that is not the feed
    url TEXT NOT NULL DEFAULT '',           -- its page
    author TEXT NOT NULL DEFAULT '',        -- its authors, joined by commas
    language TEXT NOT NULL DEFAULT '',      -- BCP 47
    summary TEXT NOT NULL DEFAULT '',       -- the feed's short description as plain text
    published INTEGER NOT NULL,             -- when it was published, else first seen
    fetched INTEGER NOT NULL,               -- when it was first seen
    words INTEGER NOT NULL DEFAULT 0,       -- the length of its text
    content_hash TEXT NOT NULL DEFAULT '',  -- of the entry as the feed carried it last
    read INTEGER NOT NULL DEFAULT 0,        -- 1: the user has read it
    bookmarked INTEGER,                     -- when the user bookmarked it
    position INTEGER NOT NULL DEFAULT 0,    -- offset in the text at which reading stopped
    undigested_in INTEGER,                  -- feed_document that holds its newest text unprocessed
    dated INTEGER NOT NULL DEFAULT 1,       -- 0: published is only when it was first seen
    page_print INTEGER,                     -- of its page in any spelling; 0: none; NULL: not known
    later INTEGER,                          -- when the user set it aside to be read later
    story INTEGER,                          -- what articles with the same story share; else NULL
    muted INTEGER,                          -- when a rule muted it, so that lists leave it out
    muted_by TEXT NOT NULL DEFAULT '',      -- the name of that rule
    changed INTEGER,                        -- when its publisher changed a text read or marked
    saved INTEGER,                          -- when the user saved it as a page of the web
    UNIQUE (feed_id, key)
);
CREATE INDEX article_by_date ON article (published DESC, id DESC, muted);
CREATE INDEX article_by_feed ON article (feed_id, published DESC, id DESC, muted);
CREATE INDEX article_by_page ON article (feed_id, page_print);
CREATE INDEX article_unread ON article (published DESC, id DESC)
    WHERE read = 0 AND muted IS NULL;
CREATE INDEX article_unread_by_feed ON article (feed_id) WHERE read = 0 AND muted IS NULL;
CREATE INDEX article_bookmarked ON article (published DESC, id DESC) WHERE bookmarked IS NOT NULL;
CREATE INDEX article_later ON article (published DESC, id DESC) WHERE later IS NOT NULL;
CREATE INDEX article_by_story ON article (story) WHERE story IS NOT NULL;
CREATE INDEX article_muted ON article (published DESC, id DESC) WHERE muted IS NOT NULL;
CREATE INDEX article_muted_by_id ON article (id) WHERE muted IS NOT NULL;
CREATE INDEX article_saved ON article (published DESC, id DESC) WHERE saved IS NOT NULL;
CREATE INDEX article_changed ON article (published DESC, id DESC) WHERE changed IS NOT NULL;
CREATE INDEX article_undigested ON article (undigested_in) WHERE undigested_in IS NOT NULL;

-- Where the user came from to a page that was read by following a link.
CREATE TABLE found_through (
    article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    through INTEGER NOT NULL,               -- the article with the link, which may be gone
    title TEXT NOT NULL,                    -- what that was called then
    outlet TEXT NOT NULL,                   -- who published it
    url TEXT NOT NULL                       -- its page
);

-- The files that come with an article, as its feed listed them last.
CREATE TABLE enclosure (
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,                -- its place among those of the article, from 0
    kind TEXT NOT NULL,                     -- a domain.enclosure.EnclosureKind
    url TEXT NOT NULL,                      -- where it lies
    title TEXT NOT NULL,                    -- what its publisher calls it
    type TEXT NOT NULL,                     -- its media type, as the feed says
    length INTEGER,                         -- its size in bytes, as the feed says
    seconds INTEGER,                        -- how long it plays, as the feed says
    UNIQUE (article_id, number)
);

-- The text of an article, which list queries never read, and what is known of its page.
CREATE TABLE article_text (
    article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    text TEXT NOT NULL,                     -- Document.text
    shape TEXT NOT NULL,                    -- Document.shape(): blocks and spans as JSON
    hash TEXT NOT NULL,                     -- domain.document.text_hash of the text
    source TEXT NOT NULL DEFAULT 'feed' CHECK (source IN ('feed', 'page', 'demo')),
    page_tried INTEGER,                     -- when its page was last asked for; NULL: never
    page_error TEXT NOT NULL DEFAULT '',    -- why that failed, one sentence; '' where it did not
    page_tries INTEGER NOT NULL DEFAULT 0,  -- how many requests for the page failed in a row
    finder_version INTEGER NOT NULL DEFAULT 0, -- which version of the finder found its quotes
    page_wanted INTEGER NOT NULL DEFAULT 0, -- 1: its page is to be fetched
    seen INTEGER,                           -- when this text was first seen; NULL: not known
    page_etag TEXT NOT NULL DEFAULT '',     -- ETag of the page that the text is of, byte for byte
    page_last_modified TEXT NOT NULL DEFAULT '' -- Last-Modified of that page, byte for byte
);
-- What a server said of a page holds at its address only.
CREATE TRIGGER article_moves AFTER UPDATE OF url ON article WHEN old.url <> new.url BEGIN
    UPDATE article_text SET page_etag = '', page_last_modified = '' WHERE article_id = new.id;
END;
CREATE INDEX article_text_wanted ON article_text (article_id) WHERE page_wanted = 1;
CREATE INDEX article_text_failed ON article_text (page_tried) WHERE page_error <> '';
CREATE INDEX article_text_by_finder ON article_text (finder_version, article_id);

-- The processing queue: feeds as they came, until every new article in them is processed, and the
-- HTML of single articles from elsewhere.
CREATE TABLE feed_document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER REFERENCES feed(id) ON DELETE SET NULL, -- NULL: the feed was removed
    newest INTEGER NOT NULL,                -- when the newest article waiting in it was published
    came INTEGER NOT NULL,                  -- when it came
    url TEXT NOT NULL,                      -- where it came from after all redirects
    content_type TEXT NOT NULL,             -- its media type
    charset TEXT NOT NULL,                  -- the charset that the server named
    encoding TEXT NOT NULL,                 -- its compression, as in Content-Encoding
    body BLOB NOT NULL,                     -- its bytes
    kind TEXT NOT NULL DEFAULT 'feed'       -- 'feed', or 'article': the HTML of one article
);
CREATE INDEX feed_document_by_date ON feed_document (newest DESC, id DESC);
CREATE INDEX feed_document_by_feed ON feed_document (feed_id);

-- The paragraphs of the newest stories of a site, by which its boilerplate is known.
CREATE TABLE story_traces (
    article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    site TEXT NOT NULL,                     -- the host of its page, without "www."
    address TEXT NOT NULL,                  -- what tells it from others of its site
    prints BLOB NOT NULL                    -- fingerprints of its paragraphs, 64-bit little-endian
);
CREATE INDEX story_traces_by_site ON story_traces (site, article_id);

-- The boilerplate that was left out of an article, so that it can be shown again.
CREATE TABLE left_out (
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,                 -- which block of the whole text it is, from 0
    print INTEGER NOT NULL,                 -- its fingerprint; 0 where it went with a neighbour
    text TEXT NOT NULL,                     -- Document.text of the block
    shape TEXT NOT NULL,                    -- Document.shape() of the block
    UNIQUE (article_id, place)
);

-- The sketch of an article's words, by which the same story from another feed is known; see
-- domain.same_story.
CREATE TABLE story_sketch (
    article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,               -- which version of the rules made it
    shingles INTEGER NOT NULL,              -- how many shingles the text has
    title INTEGER NOT NULL,                 -- the hash of the headline; 0 where it says nothing
    keys TEXT NOT NULL,                     -- JSON: by which hashes it is looked up
    prints BLOB NOT NULL,                   -- hashes of shingles, 32-bit little-endian
    level INTEGER NOT NULL,                 -- with how many zero bits the kept hashes end
    numbers BLOB NOT NULL                   -- the numbers in the text, 32-bit little-endian
);

-- The keys of all sketches; triggers keep them in step, as sketches also go by cascade.
CREATE TABLE story_key (
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (key, article_id)
) WITHOUT ROWID;
CREATE TRIGGER sketch_comes AFTER INSERT ON story_sketch BEGIN
    INSERT OR IGNORE INTO story_key SELECT value, new.article_id FROM json_each(new.keys);
END;
CREATE TRIGGER sketch_goes AFTER DELETE ON story_sketch BEGIN
    DELETE FROM story_key WHERE article_id = old.article_id
        AND key IN (SELECT value FROM json_each(old.keys));
END;

-- A quote. speaker, role and confidence are what the user is shown; where that is not what the
-- finder found, the latter stands in the found_ columns.
CREATE TABLE quote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,                 -- where it begins in the text
    end INTEGER NOT NULL,                   -- where it ends, excluded
    text TEXT NOT NULL,                     -- the words from start to end
    speaker TEXT NOT NULL DEFAULT '',       -- who is named for it; '' for nobody
    role TEXT NOT NULL DEFAULT '',          -- what the article calls the speaker
    cue TEXT NOT NULL DEFAULT '',           -- the word that introduces it ("said")
    confidence REAL NOT NULL DEFAULT 0,     -- how likely the speaker is right, 0 to 1
    inferred INTEGER NOT NULL DEFAULT 0,    -- 1: nothing beside it names the speaker
    parts TEXT NOT NULL DEFAULT '[]',       -- JSON [[start, end], …] where attribution interrupts
    finder_version INTEGER NOT NULL,        -- which version of the finder found it
    found_speaker TEXT,
    found_role TEXT,
    found_confidence REAL,
    corrected INTEGER NOT NULL DEFAULT 0,   -- 1: the user said who speaks
    kept INTEGER NOT NULL DEFAULT 1,        -- 0: the user said that it is no quote
    person TEXT,                            -- folded name of a speaker sure enough to be named
    same TEXT,                              -- what equal words share, whatever their typography
    published INTEGER NOT NULL DEFAULT 0,   -- when its article was
    kind TEXT NOT NULL DEFAULT ''           -- a domain.quote.SpeakerKind
);
CREATE INDEX quote_by_article ON quote (article_id, kept, start);
CREATE INDEX quote_by_person ON quote (person, published DESC, id DESC, article_id)
    WHERE person IS NOT NULL;
CREATE INDEX quote_by_words ON quote (same, article_id) WHERE same IS NOT NULL;
CREATE INDEX quote_by_date ON quote (published DESC, id DESC) WHERE kept = 1;

-- What the user knows better about a quote. It outlives its article: no reference.
CREATE TABLE correction (
    id TEXT PRIMARY KEY,                    -- UUIDv7
    article_id INTEGER NOT NULL,
    words TEXT NOT NULL,                    -- the exact words of the quote
    start INTEGER NOT NULL,                 -- where they began when it was made
    prefix TEXT NOT NULL,                   -- what stood before them
    suffix TEXT NOT NULL,                   -- what stood after them
    is_quote INTEGER NOT NULL,              -- 0: it is no quote at all
    speaker TEXT NOT NULL DEFAULT '',       -- who says it
    found TEXT NOT NULL DEFAULT '',         -- whom the finder had named
    outlet TEXT NOT NULL DEFAULT '',        -- where what it teaches holds
    made INTEGER NOT NULL
);
CREATE INDEX correction_by_article ON correction (article_id);
CREATE INDEX correction_by_outlet ON correction (outlet);

-- A name that the user joined to another.
CREATE TABLE alias (
    key TEXT PRIMARY KEY,                   -- the joined name, folded
    name TEXT NOT NULL,                     -- the joined name as written
    person TEXT NOT NULL,                   -- the name it was joined to, folded; never an alias
    person_name TEXT NOT NULL,              -- that name as it is shown
    made INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX alias_by_person ON alias (person);

-- The speakers who are called by a name, counted from quote and alias, without muted articles.
CREATE TABLE person (
    key TEXT PRIMARY KEY,                   -- the folded name
    name TEXT NOT NULL,                     -- the name as it is shown
    sought TEXT NOT NULL,                   -- name and aliases without accents, a space before each
    role TEXT NOT NULL,                     -- what articles called them lately, "; " between
    quotes INTEGER NOT NULL,                -- how many quotes
    articles INTEGER NOT NULL,              -- in how many articles
    first INTEGER NOT NULL,                 -- when the oldest of these was published
    last INTEGER NOT NULL                   -- when the newest was
) WITHOUT ROWID;
CREATE INDEX person_by_last ON person (last DESC, key);

-- The speakers to be counted again before the transaction ends; the triggers fill it.
CREATE TABLE person_to_count (key TEXT PRIMARY KEY) WITHOUT ROWID;

-- A story as it was, kept when the story of a marked article changed or was marked.
CREATE TABLE story_version (
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,                -- 1 is the oldest
    hash TEXT NOT NULL,                     -- domain.document.text_hash of its text
    title TEXT NOT NULL,                    -- the headline it had
    url TEXT NOT NULL,                      -- where its page was
    author TEXT NOT NULL,                   -- its authors then
    outlet TEXT NOT NULL,                   -- who published it, where that was not the feed
    language TEXT NOT NULL,                 -- BCP 47
    published INTEGER NOT NULL,             -- when it was published, as it said then
    dated INTEGER NOT NULL,                 -- 0: that is only when it was first seen
    source TEXT NOT NULL,                   -- as in article_text
    seen INTEGER,                           -- when this version was first seen; NULL: not known
    base INTEGER,                           -- the version that body needs to be read; NULL: none
    body BLOB NOT NULL,                     -- text and shape, see storage/story_versions.py
    PRIMARY KEY (article_id, number)
);

-- The text that highlights were made on, kept as long as they are.
CREATE TABLE highlighted_text (
    hash TEXT PRIMARY KEY,                  -- domain.document.text_hash of the text
    text TEXT NOT NULL
) WITHOUT ROWID;

-- A passage that the user highlighted.
CREATE TABLE highlight (
    number INTEGER PRIMARY KEY,             -- by which its words are found, of this file only
    id TEXT NOT NULL UNIQUE,                -- UUIDv7
    article_id INTEGER NOT NULL REFERENCES article(id),
    start INTEGER NOT NULL,                 -- where it begins in the text that text_hash names
    end INTEGER NOT NULL,                   -- where it ends, excluded
    text TEXT NOT NULL,                     -- the exact words, never overwritten
    prefix TEXT NOT NULL,                   -- what stood before them
    suffix TEXT NOT NULL,                   -- what stood after them
    made_on TEXT NOT NULL REFERENCES highlighted_text(hash), -- hash of the text it was made on
    text_hash TEXT NOT NULL,                -- hash of the text in which start and end count
    colour TEXT NOT NULL,                   -- one of domain.highlight.COLOURS
    note TEXT NOT NULL DEFAULT '',          -- the user's note, Markdown
    speaker TEXT NOT NULL DEFAULT '',       -- who said it where it was made on a quote
    role TEXT NOT NULL DEFAULT '',          -- what the article calls that speaker
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'ok',       -- a domain.highlight.AnchorState
    confidence REAL NOT NULL DEFAULT 0,     -- how likely that speaker is right, 0 to 1
    inferred INTEGER NOT NULL DEFAULT 0,    -- 1: nothing beside the passage names that speaker
    verification TEXT NOT NULL DEFAULT 'unchecked', -- a domain.highlight.Verification
    checked_against TEXT NOT NULL DEFAULT '', -- the address it was checked against
    checked_on TEXT NOT NULL DEFAULT '',    -- the day on which: 2026-12-31
    quoting INTEGER NOT NULL DEFAULT 0      -- 1: only a part of it is said by that speaker
);
CREATE INDEX highlight_by_article ON highlight (article_id, start);

-- The tags of a highlight.
CREATE TABLE highlight_tag (
    highlight_id TEXT NOT NULL REFERENCES highlight(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (highlight_id, tag)
) WITHOUT ROWID;

-- The bin: highlights that were deleted or became part of others. It outlives their articles: no
-- reference. When it is emptied, that they were deleted is still known, for other devices.
CREATE TABLE deleted_highlight (
    id TEXT PRIMARY KEY,                    -- that of the highlight
    article_id INTEGER NOT NULL,            -- the article it was in, which may be gone
    deleted INTEGER NOT NULL,               -- when
    line TEXT NOT NULL                      -- JSON: all of it, as in a backup; '' once emptied
) WITHOUT ROWID;

-- What was last told to other devices, or taken from them, of all that the user made.
CREATE TABLE shared_record (
    kind TEXT NOT NULL,                     -- what it is: a domain.mark_record.RecordKind
    id TEXT NOT NULL,                       -- which one
    record TEXT NOT NULL,                   -- JSON: a domain.mark_record.MarkRecord
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- The tags of an article.
CREATE TABLE article_tag (
    article_id INTEGER NOT NULL REFERENCES article(id),
    tag TEXT NOT NULL,
    PRIMARY KEY (article_id, tag)
) WITHOUT ROWID;
CREATE INDEX article_tag_by_tag ON article_tag (tag);

-- A rule that was made in the app; those of config.toml stand only there.
CREATE TABLE rule (
    name TEXT PRIMARY KEY,                  -- by which it is spoken of
    query TEXT NOT NULL,                    -- which articles it catches
    actions TEXT NOT NULL,                  -- what it does with them, as "do" in config.toml
    until TEXT NOT NULL DEFAULT '',         -- the last day on which it does: 2026-12-31; '': always
    made INTEGER NOT NULL
) WITHOUT ROWID;

-- Which rule caught which article: it does nothing to it a second time.
CREATE TABLE caught (
    rule TEXT NOT NULL,                     -- its name, of config.toml or of the table rule
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    at INTEGER NOT NULL,                    -- when
    PRIMARY KEY (rule, article_id)
) WITHOUT ROWID;
CREATE INDEX caught_by_article ON caught (article_id);

-- What the user did, one row an action, so that it can be undone and redone; storage.history.
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made INTEGER NOT NULL,
    label TEXT NOT NULL,                    -- what was done, as a sentence's end
    article_id INTEGER,                     -- the article it concerns, where it is one
    undone INTEGER NOT NULL DEFAULT 0,      -- 1: it is undone, and can be redone
    changes BLOB NOT NULL                   -- rows before and after: compressed JSON
);

-- The rows of removed feeds, for as long as the removal can be undone.
CREATE TABLE removed_rows (
    feed_id INTEGER NOT NULL,               -- the removed feed
    source TEXT NOT NULL,                   -- the table in which the rows were
    number INTEGER NOT NULL,                -- which piece of them, from 0
    body BLOB NOT NULL,                     -- names of columns, then rows: compressed JSON
    UNIQUE (feed_id, source, number)
);

-- Small facts about the screen that outlive it: the theme, what was open.
CREATE TABLE remembered (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- The full-text index over headlines and texts; storage.fulltext_index keeps it in step. Words come
-- to both indexes through the function index_text of the connection (domain.words), which takes
-- bytes, as a damaged file may hold letters that are none.
CREATE VIEW article_words AS
    SELECT article.id AS id, index_text(CAST(article.title AS BLOB)) AS title,
        index_text(CAST(article_text.text AS BLOB)) AS text
    FROM article JOIN article_text ON article_text.article_id = article.id;
CREATE VIRTUAL TABLE article_index USING fts5(
    title, text, content='article_words', content_rowid='id', tokenize="ascii"
);

-- The full-text index over quotes, and how often each word stands in it.
CREATE VIEW quote_words AS
    SELECT id, index_text(CAST(text AS BLOB)) AS text,
        index_text(CAST(speaker AS BLOB)) AS speaker
    FROM quote WHERE kept = 1;
CREATE VIRTUAL TABLE quote_index USING fts5(
    text, speaker, content='quote_words', content_rowid='id', tokenize="ascii"
);
CREATE VIRTUAL TABLE quote_vocabulary USING fts5vocab(quote_index, col);

-- The full-text index over highlights and notes; triggers keep it in step.
CREATE VIEW highlight_words AS
    SELECT number, index_text(CAST(text AS BLOB)) AS text,
        index_text(CAST(note AS BLOB)) AS note
    FROM highlight;
CREATE VIRTUAL TABLE highlight_index USING fts5(
    text, note, content='highlight_words', content_rowid='number', tokenize="ascii"
);
CREATE TRIGGER highlight_comes AFTER INSERT ON highlight BEGIN
    INSERT INTO highlight_index (rowid, text, note) VALUES (new.number,
        index_text(CAST(new.text AS BLOB)), index_text(CAST(new.note AS BLOB)));
END;
CREATE TRIGGER highlight_goes AFTER DELETE ON highlight BEGIN
    INSERT INTO highlight_index (highlight_index, rowid, text, note) VALUES ('delete', old.number,
        index_text(CAST(old.text AS BLOB)), index_text(CAST(old.note AS BLOB)));
END;
CREATE TRIGGER highlight_changes AFTER UPDATE OF text, note ON highlight BEGIN
    INSERT INTO highlight_index (highlight_index, rowid, text, note) VALUES ('delete', old.number,
        index_text(CAST(old.text AS BLOB)), index_text(CAST(old.note AS BLOB)));
    INSERT INTO highlight_index (rowid, text, note) VALUES (new.number,
        index_text(CAST(new.text AS BLOB)), index_text(CAST(new.note AS BLOB)));
END;

-- Triggers keep the index and the speakers to be counted in step, as quotes also go by cascade.
CREATE TRIGGER quote_comes AFTER INSERT ON quote BEGIN
    INSERT INTO quote_index (rowid, text, speaker)
        SELECT new.id, index_text(CAST(new.text AS BLOB)), index_text(CAST(new.speaker AS BLOB))
        WHERE new.kept = 1;
    INSERT OR IGNORE INTO person_to_count SELECT new.person WHERE new.person IS NOT NULL;
END;
CREATE TRIGGER quote_goes AFTER DELETE ON quote BEGIN
    INSERT INTO quote_index (quote_index, rowid, text, speaker)
        SELECT 'delete', old.id, index_text(CAST(old.text AS BLOB)),
            index_text(CAST(old.speaker AS BLOB))
        WHERE old.kept = 1;
    INSERT OR IGNORE INTO person_to_count SELECT old.person WHERE old.person IS NOT NULL;
END;
CREATE TRIGGER quote_changes AFTER UPDATE OF speaker, role, kept, person ON quote BEGIN
    INSERT INTO quote_index (quote_index, rowid, text, speaker)
        SELECT 'delete', old.id, index_text(CAST(old.text AS BLOB)),
            index_text(CAST(old.speaker AS BLOB))
        WHERE old.kept = 1;
    INSERT INTO quote_index (rowid, text, speaker)
        SELECT new.id, index_text(CAST(new.text AS BLOB)), index_text(CAST(new.speaker AS BLOB))
        WHERE new.kept = 1;
    INSERT OR IGNORE INTO person_to_count SELECT old.person WHERE old.person IS NOT NULL;
    INSERT OR IGNORE INTO person_to_count SELECT new.person WHERE new.person IS NOT NULL;
END;
CREATE TRIGGER article_is_muted AFTER UPDATE OF muted ON article
WHEN (old.muted IS NULL) <> (new.muted IS NULL) BEGIN
    INSERT OR IGNORE INTO person_to_count
        SELECT person FROM quote WHERE article_id = new.id AND person IS NOT NULL;
END;

-- Marks the file as ours ("NwsR" in ASCII) and says which schema it has.
PRAGMA application_id = 0x4E577352;
PRAGMA user_version = 26;
