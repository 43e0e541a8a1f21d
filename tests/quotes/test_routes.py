from newsreader.quotes.attributions.routes import INFERRED, Attribution, Route
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase

ROE = SpeakerPhrase("name", 0, 1, 0)


def test_the_same_speaker_again_remembers_the_first_route() -> None:
    attribution = Attribution(ROE, Route.AFTER, 3, 3, "Jane Roe", 0)
    again = attribution.carry_over(Route.RUNNING)
    assert (again.speaker, again.member, again.cue) == ("Jane Roe", 0, -1)
    assert (again.route, again.origin, again.steps) == (Route.RUNNING, Route.AFTER, 1)
    assert again.route in INFERRED
    once_more = again.carry_over(Route.GOES_ON)
    assert (once_more.origin, once_more.steps) == (Route.AFTER, 2)


def test_the_same_attribution_covers_a_second_piece_unchanged() -> None:
    attribution = Attribution(ROE, Route.AFTER, 3, 3, "Jane Roe", 0)
    again = attribution.carry_over()
    assert again is not attribution
    assert (again.cue, again.origin, again.steps) == (3, None, 0)
