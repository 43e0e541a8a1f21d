import re

import pytest

from newsreader.quotes.engine import find_quotes
from newsreader.quotes.language_loading import known_languages, load_language


@pytest.mark.parametrize(
    ("code", "text", "speaker", "cue"),
    [
        ("ja", "山本花子さんは「船は出ない」と話した。", "山本花子", "話した"),
        ("zh", "李雷说：“船不开。”", "李雷", "说"),
        ("ko", '이수진 시장은 "배는 뜨지 않는다"고 밝혔다.', "이수진", "밝혔다"),
        ("ar", 'قالت ليلى حسن: "السفينة لن تبحر".', "ليلى حسن", "قالت"),
    ],
)
def test_a_pattern_hears_the_speaker(code: str, text: str, speaker: str, cue: str) -> None:
    for tag in (code, ""):
        (quote,) = find_quotes(text, tag)
        assert (quote.speaker, quote.cue) == (speaker, cue)


def test_a_verb_without_a_subject_is_of_who_spoke_before() -> None:
    first, second = find_quotes(
        'قالت ليلى حسن: "السفينة لن تبحر". وأضافت: "هذا بيتنا منذ سنين".', "ar"
    )
    assert (first.speaker, second.speaker) == ("ليلى حسن", "ليلى حسن")
    assert second.inferred
    (unknown,) = find_quotes('وأضافت: "هذا بيتنا منذ سنين طويلة ولن نتركه."', "ar")
    assert unknown.speaker == ""


def test_a_term_that_nobody_says_is_left_alone() -> None:
    assert find_quotes("港には「海の家」がある。", "ja") == ()
    assert [q.speaker for q in find_quotes("「船は出ない。」", "ja")] == [""]


@pytest.mark.parametrize("code", known_languages())
def test_patterns_have_the_groups_they_need(code: str) -> None:
    for pattern in load_language(code).patterns:
        groups = re.compile(pattern).groupindex.keys()
        assert groups in ({"speaker", "cue"}, {"cue"})
