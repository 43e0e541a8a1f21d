"""Speakers: who said what across the library, corrections, and names that are joined."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.domain.anchoring.anchor import context
from newsreader.domain.clean import clean_line
from newsreader.domain.errors import NotFound
from newsreader.domain.ids import uuid7
from newsreader.domain.query import Query
from newsreader.domain.quoting.correction import Correction, JoinedName, locate
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.source_audit import AuditDetails, QuotedSource, SourceAudit, audit
from newsreader.domain.quoting.speaker import (
    Speaker,
    fold_for_search,
    fold_name,
)
from newsreader.library.articles import Articles
from newsreader.library.sources_by_name import SourcesByName
from newsreader.storage import articles, corrections, quotes, speakers, story_groups
from newsreader.storage.corrections import Alias
from newsreader.storage.database import moment, to_ms
from newsreader.storage.queries import quote_search, search, source_audit
from newsreader.storage.row_changes import ALIAS, CORRECTION

if TYPE_CHECKING:
    from newsreader.export.managed_file import Exported

NAME_LIMIT = 200
"""Longest name that a user gives somebody, in code points."""


class Speakers(Articles):
    """The part of the library that knows speakers and what they said."""

    def speakers(self, words: str = "", limit: int = 200) -> tuple[Speaker, ...]:
        """Return the speakers with a name, the one quoted last first.

        Of ``words`` each must begin a word of the name or of one joined to it, accents apart.
        """
        return speakers.find_speakers(self._search, words, limit)

    def speaker(self, name: str) -> Speaker:
        """Return who bears a name, in full, by an alias or by the only name that fits.

        Raises ``NotFound`` when nobody does, or more than one and none in full.
        """
        exact = speakers.find_speaker(self._search, name)
        if exact:
            return exact
        found: tuple[Speaker, ...] = ()
        for whole in (True, False):
            if fold_for_search(name) and not found:
                found = speakers.find_speakers(self._search, name, 3, whole=whole)
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(f"Nobody is quoted who is called “{clean_line(name, NAME_LIMIT)}”.")
        names = ", ".join(one.name for one in found)
        raise NotFound(f"More than one is called “{clean_line(name, NAME_LIMIT)}”: {names}.")

    def quote_hits(
        self,
        name: str = "",
        words: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 500,
    ) -> tuple[QuoteHit, ...]:
        """Return what somebody said, newest first; anybody when ``name`` is empty.

        A name finds its aliases. All ``words`` must stand in the quote, the last may be
        unfinished. ``since`` is included, ``until`` is not; ``limit`` -1 is all.
        """
        return quote_search.quote_hits(self._search, name, words, since, until, limit)

    def quotes_found(self, query: Query) -> tuple[QuoteHit, ...]:
        """Return the quotes in the articles that a query finds, in the order of these.

        Where it asks for quotes, by ``speaker:`` or ``quote:``, only those.
        """
        ids = search.select_ids(self._search, query)
        return quote_search.quotes_within(self._search, ids, query.quoted)

    def audit(self, query: Query) -> SourceAudit:
        """Return who is quoted in the articles that a query finds; see ``domain.source_audit``.

        Where it asks for quotes, by ``speaker:`` or ``quote:``, only these count.
        """
        ids = search.select_ids(self._search, query)
        return audit(*source_audit.count_quotes(self._search, ids, query.quoted))

    def sources_by_name(self) -> SourcesByName:
        """Return what finds sources as one types; it is to be called in one thread."""
        return SourcesByName(self.audit, self._joined_names)

    def _joined_names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in corrections.all_aliases(self._search):
            found[one.person] = f"{found.get(one.person, '')} {one.name}"
        return found

    def audit_details(self, query: Query, sources: Sequence[QuotedSource]) -> AuditDetails:
        """Return more of some sources of ``audit``, by their keys."""
        ids = search.select_ids(self._search, query)
        keys = [one.key for one in sources]
        return source_audit.details_of(self._search, keys, ids, query.quoted)

    def same_quotes(self, quote_id: int) -> tuple[QuoteHit, ...]:
        """Return the same words in other articles, one quote each, oldest first.

        See ``domain.is_same_quote`` for what counts as the same.
        """
        from newsreader.documents.similarity import FuzzySimilarity  # not at start

        return quote_search.same_quotes(self._search, quote_id, FuzzySimilarity())

    def cast(self, article_id: int) -> tuple[str, ...]:
        """Return the speakers of an article, in the order in which they speak."""
        spoken = quotes.shown_quotes(self._read, article_id)
        return tuple(dict.fromkeys(one.speaker for one in spoken if one.speaker))

    # Corrections

    def corrections(self) -> tuple[Correction, ...]:
        """Return what the user corrected in quotes, in the order of its making."""
        return tuple(corrections.all_corrections(self._read))

    def joined_names(self) -> tuple[JoinedName, ...]:
        """Return the names that the user joined to others, in the order of their joining."""
        return tuple(
            JoinedName(one.name, one.person_name, moment(one.made))
            for one in corrections.all_aliases(self._read)
        )

    def correct_speaker(self, article_id: int, quote: Quote, name: str) -> None:
        """Let ``name`` be who says a quote; an empty name is somebody unknown.

        A short form that is corrected to a full name teaches the library: where the same
        outlet gives only the short form, it is that person. Raises ``NotFound``.
        """
        who = clean_line(name, NAME_LIMIT)
        label = f"named {who} as the speaker" if who else "took a speaker's name away"
        self._correct(article_id, quote, who, True, label)

    def not_a_quote(self, article_id: int, quote: Quote) -> None:
        """Take a quote for a title, a term or a scare quote: it is listed no more.

        Raises ``NotFound``.
        """
        self._correct(article_id, quote, "", False, "took a passage for no quote")

    def merge_speakers(self, name: str, into: str) -> bool:
        """Let ``name`` be another name of ``into`` everywhere; return whether that is new.

        What was joined to ``name`` before comes along. Raises ``NotFound`` for an empty name.
        """
        name, into = clean_line(name, NAME_LIMIT), clean_line(into, NAME_LIMIT)
        if not fold_name(name) or not fold_name(into):
            raise NotFound("Nobody can be joined to somebody without a name.")
        with self._step() as step, step.watching(self._write, ALIAS):
            own = corrections.person_of(self._write, fold_name(name))
            target = corrections.person_of(self._write, fold_name(into))
            if own == target:
                return False
            joined, shown = self._shown_name(own, name), self._shown_name(target, into)
            gone = corrections.aliases(self._write, own)
            came = [replace(one, person=target, person_name=shown) for one in gone]
            made = to_ms(self.clock()) or 0
            came.append(Alias(own, joined, target, shown, made))
            corrections.swap_aliases(self._write, gone, came)
            step.label = f"joined {joined} to {shown}"
        return True

    def split_speakers(self, name: str) -> bool:
        """Let a joined name be somebody of its own again; return whether it was joined."""
        key = fold_name(name)
        owner = corrections.person_of(self._write, key)
        gone = [one for one in corrections.aliases(self._write, owner) if one.key == key]
        if not gone:
            return False
        label = f"parted {gone[0].name} from {gone[0].person_name}"
        with self._step(label) as step, step.watching(self._write, ALIAS):
            corrections.swap_aliases(self._write, gone, [])
        return True

    def _shown_name(self, key: str, written: str) -> str:
        """Return the name of a person as it is shown, else as the user has written it."""
        joined = corrections.aliases(self._write, key)
        known = speakers.find_speaker(self._write, key)
        return joined[0].person_name if joined else known.name if known else written

    def _correct(
        self, article_id: int, quote: Quote, speaker: str, is_quote: bool, label: str
    ) -> None:
        """Store a correction in place of an earlier one of the same quote."""
        title = articles.article(self._write, article_id).title
        text = articles.document(self._write, article_id).text
        found = quotes.quotes(self._write, article_id)
        at = next((at for at, one in enumerate(found) if one.id == quote.id), -1)
        if at < 0:  # it was found again since the screen took it
            at = next((at for at, one in enumerate(found) if one.start == quote.start), -1)
        if at < 0 or not _is_same(found[at], quote):
            raise NotFound("This quote is not in the article any more.")
        prefix, suffix = context(text, found[at].start, found[at].end)
        now = self.clock()
        new = Correction(
            id=uuid7(now),
            article_id=article_id,
            words=found[at].text,
            start=found[at].start,
            prefix=prefix,
            suffix=suffix,
            is_quote=is_quote,
            speaker=speaker,
            found=found[at].speaker,
            outlet=quotes.outlet_of(self._write, article_id),
            made=now,
        )
        before = [
            one
            for one in corrections.corrections_of(self._write, article_id)
            if locate(one, found, text) == at
        ]
        with (
            self._step(f"{label} in “{title}”", article_id) as step,
            step.watching(self._write, CORRECTION, "WHERE article_id = ?", (article_id,)),
        ):
            corrections.swap_corrections(self._write, before, [new])
            quotes.correct_again(
                self._write,
                [(one.article_id, one.found, one.speaker, one.outlet) for one in (*before, new)],
            )

    # Finding again

    def has_stale_quotes(self) -> bool:
        """Return whether quotes are to be found again, or articles not yet compared."""
        from newsreader.quotes.engine import FINDER_VERSION  # not at start

        return bool(
            quotes.stale_articles(self._search, FINDER_VERSION, 1)
            or story_groups.unsketched(self._search, self.clock() - story_groups.BACK, 1)
        )

    def export_speaker(self, name: str, directory: Path) -> "Exported":
        """Write everything somebody said to a Markdown file; raises NotFound."""
        from newsreader.export.speaker_file import export_speaker  # not at start

        who = self.speaker(name)
        return export_speaker(who, self.quote_hits(who.name, limit=-1), directory)

    def export_sources(self, query: Query, directory: Path) -> Path:
        """Write who is quoted in the articles of a query to a new table (CSV); return that.

        Raises ``ExportError``.
        """
        from newsreader.export.sources_table import export_table  # not at start

        sources = self.audit(query).sources
        return export_table(sources, self.audit_details(query, sources), directory, self.clock())


def _is_same(found: Quote, shown: Quote) -> bool:
    """Return whether a stored quote and one on the screen are one, whoever is named for it."""
    return (found.start, found.end, found.text) == (shown.start, shown.end, shown.text)
