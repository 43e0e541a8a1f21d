import pytest

from newsreader.domain.quote import LIKELY, SURE
from newsreader.quotes.phrases import SpeakerPhrase
from newsreader.quotes.routes import (
    INFERRED,
    RECORD,
    Attribution,
    Route,
)

ROE = SpeakerPhrase("name", 0, 1, 0)


def test_every_route_has_a_record_between_nought_and_one() -> None:
    assert set(RECORD) == set(Route)
    assert all(0 < record < 1 for record in RECORD.values())


def test_confidence_is_the_record_times_the_step_to_the_person() -> None:
    attribution = Attribution(ROE, Route.AFTER, sure=0.5)
    assert attribution.confidence == pytest.approx(RECORD[Route.AFTER] / 2)


def test_a_verb_beside_the_words_makes_a_speaker_sure() -> None:
    assert all(RECORD[route] >= SURE for route in (Route.AFTER, Route.BEFORE, Route.CLAUSE))
    assert all(RECORD[route] >= LIKELY for route in Route)


def test_the_same_speaker_again_is_less_sure_by_another_route() -> None:
    attribution = Attribution(ROE, Route.AFTER, 3, 3, "Jane Roe", 0)
    again = attribution.carry_over(Route.RUNNING)
    assert (again.speaker, again.member, again.cue) == ("Jane Roe", 0, -1)
    assert again.confidence == pytest.approx(attribution.confidence * RECORD[Route.RUNNING])
    assert again.route in INFERRED


def test_the_same_attribution_covers_a_second_piece_unchanged() -> None:
    attribution = Attribution(ROE, Route.AFTER, 3, 3, "Jane Roe", 0)
    again = attribution.carry_over()
    assert again is not attribution
    assert (again.cue, again.confidence) == (attribution.cue, attribution.confidence)
