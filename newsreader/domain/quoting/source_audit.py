"""Who is quoted, how often and where: an audit of sources, as newsrooms make it of their own.

Sources with a name are people, organisations, documents or groups; others are described only
("a spokesman"). Quotes whose speaker cannot be named are counted, too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from newsreader.domain.quoting.quote import Certainty, SpeakerKind
from newsreader.domain.quoting.speaker import is_named

Shares = tuple[tuple[str, int], ...]
"""Names with how many quotes are theirs, the most first."""


class Section(StrEnum):
    """Where in an audit a quote counts."""

    PEOPLE = "people"
    """People with a name."""
    ORGANISATIONS = "organisations"
    """Organisations with a name."""
    DOCUMENTS = "documents"
    """Reports, letters and pages with a name."""
    GROUPS = "groups"
    """Several people with a name, or named together."""
    UNNAMED = "unnamed"
    """Sources that are described and not named."""
    NOBODY = "nobody"
    """Quotes whose speaker cannot be named."""


_SECTIONS = {
    SpeakerKind.ORGANISATION: Section.ORGANISATIONS,
    SpeakerKind.DOCUMENT: Section.DOCUMENTS,
    SpeakerKind.GROUP: Section.GROUPS,
}
"""Where sources with a name count that are not people."""


@dataclass(slots=True)  # not frozen: an audit makes thousands, and freezing costs
class CountedQuotes:
    """Some quotes of one source, all in one outlet and one folder."""

    key: str
    """What all names of the source share; empty for quotes whose speaker cannot be named."""
    name: str
    """The name in the newest article; the one to which the user joined others."""
    outlet: str
    """Who published the articles."""
    folder: str
    """The folder of their feeds."""
    quotes: int
    """How many there are."""
    sure: int
    """How many of these without "probably"."""
    articles: int
    """In how many articles they stand."""
    last: datetime
    """When the newest of these was published, UTC."""
    organisations: int
    """How many have an organisation as their speaker, as far as the article tells."""
    documents: int
    """How many a document."""
    groups: int
    """How many several people."""


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """One source."""

    key: str
    """What all its names share."""
    name: str
    """The name as the newest article writes it, or the description."""
    section: Section
    """In which section it stands."""
    kind: SpeakerKind
    """What it is most often taken for."""
    quotes: int
    """How many quotes are its."""
    sure: int
    """How many of these without "probably"."""
    articles: int
    """In how many articles they stand."""
    last: datetime
    """When the newest of these was published."""
    outlets: Shares
    """In which outlets it is quoted."""
    folders: Shares
    """In which folders of feeds."""

    @property
    def certainty(self) -> Certainty:
        """Whether one quote at least is surely its."""
        return Certainty.SURE if self.sure else Certainty.PROBABLE

    @property
    def attribution(self) -> str:
        """The name as it is shown: with "probably" where that stands before each of its quotes."""
        return self.name if self.sure else f"probably {self.name}"


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """What is told of a source beyond its sums."""

    role: str
    """What articles called it, as by ``join_roles``; empty where none did."""
    first: datetime
    """When the oldest article that quotes it was published, UTC."""
    days: tuple[tuple[date, int], ...]
    """The days (UTC) on which it was quoted with how often, in their order."""

    @property
    def months(self) -> Shares:
        """The months ("2026-11") with how often it was quoted, in their order."""
        counts = Counter[str]()
        for day, count in self.days:
            counts[f"{day:%Y-%m}"] += count
        return tuple(counts.items())


AuditDetails = Mapping[str, SourceDetails]
"""More of the sources of an audit, by their keys."""


@dataclass(frozen=True, slots=True)
class QuotingPart:
    """An outlet, or a folder of feeds, and whom it quotes."""

    name: str
    """Its name; empty for feeds without a folder."""
    quotes: int
    """How many quotes it has."""
    sections: tuple[tuple[Section, int], ...]
    """How many of these in each section, in the order of ``Section``."""

    def share(self, section: Section) -> int:
        """Return how many of a hundred quotes count there."""
        return round(100 * dict(self.sections)[section] / max(1, self.quotes))


@dataclass(frozen=True, slots=True)
class AuditExtent:
    """What an audit is of."""

    articles: int = 0
    """In how many articles somebody is quoted."""
    first: datetime | None = None
    """When the oldest of them was published, UTC; None where there is none."""
    last: datetime | None = None
    """When the newest was."""


@dataclass(frozen=True, slots=True)
class SourceAudit:
    """Who is quoted in some articles."""

    sources: tuple[QuotedSource, ...]
    """Everybody, the most quoted first."""
    whole: QuotingPart
    """All articles together."""
    outlets: tuple[QuotingPart, ...]
    """Each outlet, the one with the most quotes first."""
    folders: tuple[QuotingPart, ...]
    """Each folder of feeds, likewise."""
    extent: AuditExtent
    """How many articles that is, and of which time."""

    def of(self, section: Section) -> tuple[QuotedSource, ...]:
        """Return the sources of a section."""
        return tuple(one for one in self.sources if one.section is section)


def audit(counted: Iterable[CountedQuotes], extent: AuditExtent) -> SourceAudit:
    """Return who is quoted, each source in the section of what it is most often taken for."""
    rows = tuple(counted)
    sources: dict[str, _Counting] = {}
    for row in rows:
        if row.key:
            sources.setdefault(row.key, _Counting(row)).take(row)
    found = {key: one.result() for key, one in sources.items()}
    whole, outlets, folders = _share_out(rows, found)
    return SourceAudit(
        tuple(sorted(found.values(), key=_order)),
        _part("", whole),
        _parts(outlets),
        _parts(folders),
        extent,
    )


class _Counting:
    """Adds up the quotes of one source."""

    def __init__(self, row: CountedQuotes) -> None:
        self.newest = row
        self.quotes = self.sure = self.articles = 0
        self.kinds, self.outlets = Counter[SpeakerKind](), Counter[str]()
        self.folders = Counter[str]()

    def take(self, row: CountedQuotes) -> None:
        self.quotes += row.quotes
        self.sure += row.sure
        self.articles += row.articles
        self.kinds[SpeakerKind.ORGANISATION] += row.organisations
        self.kinds[SpeakerKind.DOCUMENT] += row.documents
        self.kinds[SpeakerKind.GROUP] += row.groups
        self.outlets[row.outlet] += row.quotes
        self.folders[row.folder] += row.quotes
        if row.last > self.newest.last:
            self.newest = row

    def result(self) -> QuotedSource:
        self.kinds[SpeakerKind.PERSON] = self.quotes - self.kinds.total()
        kind = self.kinds.most_common(1)[0][0]
        named = is_named(self.newest.name)
        return QuotedSource(
            key=self.newest.key,
            name=self.newest.name,
            section=_SECTIONS.get(kind, Section.PEOPLE) if named else Section.UNNAMED,
            kind=kind,
            quotes=self.quotes,
            sure=self.sure,
            articles=self.articles,
            last=self.newest.last,
            outlets=_shares(self.outlets),
            folders=_shares(self.folders),
        )


_Parts = dict[str, Counter[Section]]


def _share_out(
    rows: Iterable[CountedQuotes], sources: Mapping[str, QuotedSource]
) -> tuple[Counter[Section], _Parts, _Parts]:
    """Return how many quotes count in each section: of all, of each outlet, of each folder."""
    whole = Counter[Section]()
    outlets: _Parts = {}
    folders: _Parts = {}
    for row in rows:
        section = sources[row.key].section if row.key else Section.NOBODY
        whole[section] += row.quotes
        outlets.setdefault(row.outlet, Counter())[section] += row.quotes
        folders.setdefault(row.folder, Counter())[section] += row.quotes
    return whole, outlets, folders


def _order(source: QuotedSource) -> tuple[int, float, str]:
    return -source.quotes, -source.last.timestamp(), source.name


def _shares(counts: Counter[str]) -> Shares:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _parts(counts: _Parts) -> tuple[QuotingPart, ...]:
    found = (_part(name, sections) for name, sections in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.quotes, one.name)))


def _part(name: str, sections: Counter[Section]) -> QuotingPart:
    return QuotingPart(name, sections.total(), tuple((one, sections[one]) for one in Section))
