import pytest

from newsreader.domain.quote import LIKELY, SURE
from newsreader.quotes.attribution import (
    INFERRED,
    RECORD,
    Attribution,
    Route,
)
from newsreader.quotes.phrases import Source

ROE = Source("name", 0, 1, 0)


def test_every_route_has_a_record_between_nought_and_one() -> None:
    assert set(RECORD) == set(Route)
    assert all(0 < record < 1 for record in RECORD.values())


def test_confidence_is_the_record_times_the_step_to_the_person() -> None:
    voice = Attribution(ROE, Route.AFTER, sure=0.5)
    assert voice.confidence == pytest.approx(RECORD[Route.AFTER] / 2)


def test_a_verb_beside_the_words_makes_a_speaker_sure() -> None:
    assert all(RECORD[route] >= SURE for route in (Route.AFTER, Route.BEFORE, Route.CLAUSE))
    assert all(RECORD[route] >= LIKELY for route in Route)


def test_the_same_speaker_again_is_less_sure_by_another_route() -> None:
    voice = Attribution(ROE, Route.AFTER, 3, 3, "Jane Roe", 0)
    again = voice.again(Route.RUNNING)
    assert (again.speaker, again.who, again.cue) == ("Jane Roe", 0, -1)
    assert again.confidence == pytest.approx(voice.confidence * RECORD[Route.RUNNING])
    assert again.route in INFERRED


def test_the_same_attribution_covers_a_second_piece_unchanged() -> None:
    voice = Attribution(ROE, Route.AFTER, 3, 3, "Jane Roe", 0)
    again = voice.again()
    assert again is not voice
    assert (again.cue, again.confidence) == (voice.cue, voice.confidence)
