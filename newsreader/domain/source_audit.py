"""Who is quoted, how often and where: an audit of sources, as newsrooms make it of their own.

Sources with a name are people, or organisations, documents and groups; others are described only
("a spokesman"). Quotes whose speaker cannot be named are counted, too.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsreader.domain.quote import Certainty, SpeakerKind, certainty
from newsreader.domain.speaker import fold_name, is_named

Shares = tuple[tuple[str, int], ...]
"""Names with how many quotes are theirs, the most first."""


class Section(StrEnum):
    """Where in an audit a quote counts."""

    PEOPLE = "people"
    """People with a name."""
    ORGANISATIONS = "organisations"
    """Organisations, documents and groups with a name."""
    UNNAMED = "unnamed"
    """Sources that are described and not named."""
    NOBODY = "nobody"
    """Quotes whose speaker cannot be named."""


@dataclass(slots=True)  # not frozen: an audit makes one for each quote, and freezing costs
class SourcedQuote:
    """What an audit takes of one quote."""

    article_id: int
    """The article it stands in."""
    speaker: str
    """Its speaker as shown; the one to which the user joined others."""
    kind: SpeakerKind
    """What the speaker is."""
    role: str
    """What the article calls the speaker."""
    confidence: float
    """How likely the speaker is right, 0 to 1."""
    outlet: str
    """Who published the article."""
    folder: str
    """The folder of its feed."""
    published: datetime
    """When the article was published, else first seen; UTC."""


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """One source."""

    name: str
    """The name as the newest article writes it, or the description."""
    section: Section
    """In which section it stands."""
    kind: SpeakerKind
    """What it is most often taken for."""
    role: str
    """The role that articles gave most often."""
    quotes: int
    """How many quotes are its."""
    sure: int
    """How many of these without "probably"."""
    confidence: float
    """How likely the surest of them is right, 0 to 1."""
    articles: int
    """In how many articles they stand."""
    first: datetime
    """When the oldest of these was published."""
    last: datetime
    """When the newest was."""
    outlets: Shares
    """In which outlets it is quoted."""
    folders: Shares
    """In which folders of feeds."""
    months: Shares
    """In which months ("2026-11"), in their order."""


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
        return round(100 * dict(self.sections)[section] / self.quotes)


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
    articles: int
    """In how many articles somebody is quoted."""


def audit(quotes: Iterable[SourcedQuote]) -> SourceAudit:
    """Return who is quoted; a speaker who is too unsure to be named is nobody."""
    sources: dict[tuple[Section, str], _Counting] = {}
    whole = Counter[Section]()
    outlets: dict[str, Counter[Section]] = {}
    folders: dict[str, Counter[Section]] = {}
    articles: set[int] = set()
    for quote in quotes:
        section = _section(quote)
        whole[section] += 1
        outlets.setdefault(quote.outlet, Counter())[section] += 1
        folders.setdefault(quote.folder, Counter())[section] += 1
        articles.add(quote.article_id)
        if section is not Section.NOBODY:
            key = section, fold_name(quote.speaker)
            sources.setdefault(key, _Counting(section, quote)).take(quote)
    found = sorted((one.result() for one in sources.values()), key=_order)
    return SourceAudit(
        tuple(found), _part("", whole), _parts(outlets), _parts(folders), len(articles)
    )


class _Counting:
    """Counts the quotes of one source."""

    def __init__(self, section: Section, quote: SourcedQuote) -> None:
        self.section, self.newest, self.first = section, quote, quote.published
        self.quotes = self.sure = 0
        self.confidence = 0.0
        self.articles: set[int] = set()
        self.kinds, self.roles = Counter[SpeakerKind](), Counter[str]()
        self.outlets, self.folders, self.months = Counter[str](), Counter[str](), Counter[str]()

    def take(self, quote: SourcedQuote) -> None:
        self.quotes += 1
        self.confidence = max(self.confidence, quote.confidence)
        self.sure += certainty(quote.speaker, quote.confidence) is Certainty.SURE
        self.articles.add(quote.article_id)
        self.kinds[quote.kind] += 1
        if quote.role:
            self.roles[quote.role] += 1
        self.outlets[quote.outlet] += 1
        self.folders[quote.folder] += 1
        self.months[f"{quote.published:%Y-%m}"] += 1
        self.first = min(self.first, quote.published)
        if quote.published > self.newest.published:
            self.newest = quote

    def result(self) -> QuotedSource:
        return QuotedSource(
            name=self.newest.speaker,
            section=self.section,
            kind=self.kinds.most_common(1)[0][0],
            role=self.roles.most_common(1)[0][0] if self.roles else "",
            quotes=self.quotes,
            sure=self.sure,
            confidence=self.confidence,
            articles=len(self.articles),
            first=self.first,
            last=self.newest.published,
            outlets=_shares(self.outlets),
            folders=_shares(self.folders),
            months=tuple(sorted(self.months.items())),
        )


def _section(quote: SourcedQuote) -> Section:
    if certainty(quote.speaker, quote.confidence) is Certainty.UNKNOWN:
        return Section.NOBODY
    if not is_named(quote.speaker):
        return Section.UNNAMED
    return Section.PEOPLE if quote.kind.is_human else Section.ORGANISATIONS


def _order(source: QuotedSource) -> tuple[int, float, str]:
    return -source.quotes, -source.last.timestamp(), source.name


def _shares(counts: Counter[str]) -> Shares:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _parts(counts: dict[str, Counter[Section]]) -> tuple[QuotingPart, ...]:
    found = (_part(name, sections) for name, sections in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.quotes, one.name)))


def _part(name: str, sections: Counter[Section]) -> QuotingPart:
    return QuotingPart(name, sections.total(), tuple((one, sections[one]) for one in Section))
