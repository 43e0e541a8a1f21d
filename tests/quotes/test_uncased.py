"""Speakers in Japanese, Korean and Chinese: topics, verbs, short names, nobody where it is open."""

import time

import pytest

from newsreader.domain.quoting.quote import Quote, SpeakerKind
from newsreader.quotes.engine import find_quotes


def _speakers(code: str, text: str) -> list[str]:
    return [quote.speaker for quote in find_quotes(text, code)]


def _only(code: str, text: str) -> Quote:
    (quote,) = find_quotes(text, code)
    return quote


@pytest.mark.parametrize(
    ("code", "text", "role"),
    [
        ("ja", "ミナト水産の田中一郎社長は「船は出ない」と述べた。", "社長"),
        ("ko", '국토교통부 이철수 장관은 "다리를 닫는다"고 밝혔다.', "장관"),
        ("zh", "外交部发言人李雷表示：“我们不会等待。”", "发言人"),
    ],
)
def test_the_office_beside_a_name_is_the_role(code: str, text: str, role: str) -> None:
    quote = _only(code, text)
    assert (quote.role, quote.kind) == (role, SpeakerKind.PERSON)


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("ja", "気象庁は「備えを続けてほしい」と呼びかけた。", SpeakerKind.ORGANISATION),
        ("ja", "専門家は「備えを続けてほしい」と指摘する。", SpeakerKind.GROUP),
        ("ko", '국토교통부는 "다리를 닫는다"고 밝혔다.', SpeakerKind.ORGANISATION),
        ("zh", "岚山公司表示：“我们不会等待。”", SpeakerKind.ORGANISATION),
        ("zh", "一名男子说：“我们不会等待。”", SpeakerKind.PERSON),
    ],
)
def test_bodies_and_groups_are_told_from_people(code: str, text: str, kind: SpeakerKind) -> None:
    assert _only(code, text).kind is kind


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "彼女は「戻りたい」と話した。今年は「戻りたい」と聞こえる声が多い。"),
        ("ko", '그는 "돌아가고 싶다. 집이 있으니까."라고 말했다.'),
        ("zh", "他说：“我们不会等待。”"),
    ],
)
def test_a_pronoun_without_anybody_before_it_is_nobody(code: str, text: str) -> None:
    assert set(_speakers(code, text)) <= {""}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "田中一郎氏は「船は出ない」と話した。\n\n一方、彼は「船は来る」とも述べた。"),
        ("ko", '홍길동 씨는 "배는 없다"고 말했다.\n\n그는 "배는 온다"고도 말했다.'),
        ("zh", "王伟说：“船不开。”\n\n他还说：“船会来。”"),
    ],
)
def test_a_pronoun_is_the_last_person_who_spoke(code: str, text: str) -> None:
    first, second = _speakers(code, text)
    assert first == second != ""


def test_words_of_the_same_paragraph_without_a_subject_are_inferred() -> None:
    text = '홍길동 대표는 "배는 없다"라고 말했다. 이어 "내일도 없다"고 덧붙였다.'
    first, second = find_quotes(text, "ko")
    assert (first.inferred, second.inferred) == (False, True)
    assert second.speaker == "홍길동"


def test_a_particle_must_fit_the_syllable_before_it() -> None:
    assert _speakers("ko", '문이 있는 "푸른 집"이라고 말했다.') == []


@pytest.mark.parametrize("code", ["ja", "ko", "zh"])
@pytest.mark.parametrize(
    "unit", ["田中一郎社長は「海」と", "“王”说，", '대표는 "가"라고 ', "さん氏"]
)
def test_a_long_text_takes_time_linear_in_its_length(code: str, unit: str) -> None:
    start = time.process_time()
    find_quotes(unit * (200_000 // len(unit)) + "「海」", code)
    assert time.process_time() - start < 5
