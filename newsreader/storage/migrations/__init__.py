"""The steps from an empty file to the present tables, oldest first; a released step never changes.

A step is one module that holds its own SQL and helpers and imports the standard library only, so
that no later change of the program changes what it does. It runs inside a transaction that it
does not end, with foreign keys not enforced.
"""

import sqlite3
from collections.abc import Callable

from newsreader.storage.migrations import (
    m001_initial,
    m002_boilerplate,
    m003_speakers,
    m004_polling,
    m005_processing_queue,
    m006_page_state_and_hashes,
    m007_document_kind,
    m008_configured_title,
    m009_certainty,
    m010_page_print,
    m011_words_and_later,
    m012_folders_and_views,
    m013_same_story,
    m014_rules,
    m015_cut_feeds,
    m016_undo_history,
    m017_categories,
    m018_changed_texts,
    m019_own_options,
    m020_retention,
    m021_muted_speakers,
    m022_story_versions,
    m023_saved_pages,
    m024_checked_and_deleted,
    m025_speaker_kinds,
    m026_highlight_words,
)

Migration = Callable[[sqlite3.Connection], None]
"""Brings a file from one schema to the next."""

MIGRATIONS: tuple[Migration, ...] = (
    m001_initial.migrate,
    m002_boilerplate.migrate,
    m003_speakers.migrate,
    m004_polling.migrate,
    m005_processing_queue.migrate,
    m006_page_state_and_hashes.migrate,
    m007_document_kind.migrate,
    m008_configured_title.migrate,
    m009_certainty.migrate,
    m010_page_print.migrate,
    m011_words_and_later.migrate,
    m012_folders_and_views.migrate,
    m013_same_story.migrate,
    m014_rules.migrate,
    m015_cut_feeds.migrate,
    m016_undo_history.migrate,
    m017_categories.migrate,
    m018_changed_texts.migrate,
    m019_own_options.migrate,
    m020_retention.migrate,
    m021_muted_speakers.migrate,
    m022_story_versions.migrate,
    m023_saved_pages.migrate,
    m024_checked_and_deleted.migrate,
    m025_speaker_kinds.migrate,
    m026_highlight_words.migrate,
)
"""Every step; the schema number of a file is how many it has taken."""
