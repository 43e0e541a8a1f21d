"""Who is quoted: sources are counted apart by what they are, and shares add up."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.quoting.quote import Certainty, SpeakerKind
from newsreader.domain.quoting.source_audit import (
    AuditExtent,
    CountedQuotes,
    Section,
    SourceDetails,
    audit,
)
from newsreader.domain.quoting.speaker import fold_name

DAY = datetime(2026, 11, 20, tzinfo=UTC)


def counted(
    name: str,
    quotes: int = 1,
    *,
    sure: int = 99,
    outlet: str = "Harbour Gazette",
    days: int = 0,
    kind: SpeakerKind = SpeakerKind.PERSON,
) -> CountedQuotes:
    when = DAY + timedelta(days=days)
    kinds = (SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT, SpeakerKind.GROUP)
    of = (quotes * (kind is one) for one in kinds)
    return CountedQuotes(
        fold_name(name), name, outlet, "Coast", quotes, min(sure, quotes), 1, when, *of
    )


def test_sources_are_told_apart_and_counted() -> None:
    found = audit(
        [
            counted("Jane Roe", 2),
            counted("JANE ROE", days=20, outlet="Coast Daily", sure=0),
            counted("Harbour Council", 2, kind=SpeakerKind.ORGANISATION),
            counted("The Flood Report", kind=SpeakerKind.DOCUMENT),
            counted("Roe and Brandt", kind=SpeakerKind.GROUP, sure=0),
            counted("a spokesman"),
            counted("", 2),
        ],
        AuditExtent(4),
    )
    sections = {one.name: one.section for one in found.sources}
    assert sections == {
        "JANE ROE": Section.PEOPLE,
        "Harbour Council": Section.ORGANISATIONS,
        "The Flood Report": Section.DOCUMENTS,
        "Roe and Brandt": Section.GROUPS,
        "a spokesman": Section.UNNAMED,
    }
    jane = found.sources[0]
    assert (jane.quotes, jane.sure, jane.articles, jane.last) == (3, 2, 2, DAY + timedelta(days=20))
    assert jane.outlets == (("Harbour Gazette", 2), ("Coast Daily", 1))
    (both,) = found.of(Section.GROUPS)
    assert (both.certainty, both.attribution) == (Certainty.PROBABLE, "probably Roe and Brandt")
    assert dict(found.whole.sections) == {
        Section.PEOPLE: 3,
        Section.ORGANISATIONS: 2,
        Section.DOCUMENTS: 1,
        Section.GROUPS: 1,
        Section.UNNAMED: 1,
        Section.NOBODY: 2,
    }
    assert [(one.name, one.quotes) for one in found.outlets] == [
        ("Harbour Gazette", 9),
        ("Coast Daily", 1),
    ]
    assert found.whole.share(Section.NOBODY) == 20
    assert found.extent.articles == 4


def test_a_source_is_what_it_is_taken_for_most_often() -> None:
    found = audit(
        [
            counted("Harbour", 3, kind=SpeakerKind.ORGANISATION),
            counted("Harbour", 1, outlet="Coast Daily"),
        ],
        AuditExtent(),
    )
    (one,) = found.sources
    assert (one.kind, one.section) == (SpeakerKind.ORGANISATION, Section.ORGANISATIONS)
    assert dict(found.whole.sections)[Section.ORGANISATIONS] == 4


def test_days_add_up_to_months() -> None:
    days = ((date(2026, 10, 31), 2), (date(2026, 11, 1), 1), (date(2026, 11, 20), 4))
    assert SourceDetails("", DAY, days).months == (("2026-10", 2), ("2026-11", 5))


@given(
    st.lists(
        st.builds(
            counted,
            st.sampled_from(["", "Jane Roe", "Harbour Council", "residents"]),
            st.integers(1, 9),
            kind=st.sampled_from(SpeakerKind),
            sure=st.integers(0, 9),
            outlet=st.sampled_from(["Harbour Gazette", "Coast Daily"]),
        )
    )
)
def test_every_quote_counts_once_in_each_table(rows: list[CountedQuotes]) -> None:
    found = audit(rows, AuditExtent())
    quotes = sum(one.quotes for one in rows)
    assert found.whole.quotes == quotes == sum(one.quotes for one in found.outlets)
    named = found.whole.quotes - dict(found.whole.sections)[Section.NOBODY]
    assert named == sum(one.quotes for one in found.sources)
    for one in found.sources:
        assert one.quotes == sum(count for _, count in one.outlets)
        assert one.sure <= one.quotes
