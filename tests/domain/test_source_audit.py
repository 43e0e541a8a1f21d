"""Who is quoted: sources are counted apart by what they are, and shares add up."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.quote import SpeakerKind
from newsreader.domain.source_audit import Section, SourcedQuote, audit

DAY = datetime(2026, 11, 20, tzinfo=UTC)


def said(
    speaker: str,
    *,
    kind: SpeakerKind = SpeakerKind.PERSON,
    sure: float = 0.95,
    outlet: str = "Harbour Gazette",
    days: int = 0,
    article: int = 1,
    role: str = "",
) -> SourcedQuote:
    when = DAY + timedelta(days=days)
    return SourcedQuote(article, speaker, kind, role, sure, outlet, "Coast", when)


def test_sources_are_told_apart_and_counted() -> None:
    found = audit(
        [
            said("Jane Roe", role="mayor"),
            said("JANE ROE", days=20, article=2, outlet="Coast Daily", sure=0.5),
            said("Harbour Council", kind=SpeakerKind.ORGANISATION),
            said("a spokesman"),
            said("Tom Brandt", sure=0.2),
            said(""),
        ]
    )
    jane, council, spokesman = found.sources
    assert (jane.name, jane.role, jane.quotes, jane.sure, jane.articles) == (
        *("JANE ROE", "mayor"),
        *(2, 1, 2),
    )
    assert jane.outlets == (("Coast Daily", 1), ("Harbour Gazette", 1))
    assert jane.months == (("2026-11", 1), ("2026-12", 1))
    assert (jane.first, jane.last) == (DAY, DAY + timedelta(days=20))
    assert [jane.section, council.section, spokesman.section] == [*Section][:3]
    assert dict(found.whole.sections) == {
        Section.PEOPLE: 2,
        Section.ORGANISATIONS: 1,
        Section.UNNAMED: 1,
        Section.NOBODY: 2,
    }
    assert [(one.name, one.quotes) for one in found.outlets] == [
        ("Harbour Gazette", 5),
        ("Coast Daily", 1),
    ]
    assert found.outlets[0].share(Section.NOBODY) == 40
    assert found.articles == 2


@given(
    st.lists(
        st.builds(
            said,
            st.sampled_from(["", "Jane Roe", "Harbour Council", "residents"]),
            kind=st.sampled_from(SpeakerKind),
            sure=st.floats(0, 1),
            outlet=st.sampled_from(["Harbour Gazette", "Coast Daily"]),
            article=st.integers(1, 5),
        )
    )
)
def test_every_quote_counts_once_in_each_table(quotes: list[SourcedQuote]) -> None:
    found = audit(quotes)
    assert found.whole.quotes == len(quotes) == sum(one.quotes for one in found.outlets)
    named = found.whole.quotes - dict(found.whole.sections)[Section.NOBODY]
    assert named == sum(one.quotes for one in found.sources)
    assert found.articles == len({one.article_id for one in quotes})
    for one in found.sources:
        assert one.quotes == sum(count for _, count in one.outlets)
