"""Estimates how likely somebody said a quote: a logistic regression over traits of the decision.

That is right where the words are a quotation, no title or term, and the speaker is the right one.

The weights are trained by ``assets/train_confidence.py`` and kept in ``confidence.toml``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from math import exp
from pathlib import Path

from newsreader.quotes.attributions.routes import BESIDE, Attribution
from newsreader.quotes.language import Language
from newsreader.quotes.language_choice import FALLBACK
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.name_clusters import NameCluster
from newsreader.quotes.speaker_kind import kind_of
from newsreader.quotes.text.spans import QuoteSpan, opens_line
from newsreader.quotes.text.tokens import Tokens

PATTERN = ("pattern",)
"""The traits of a speaker found by a regular expression, in a script without capitals."""

_WEIGHTS = Path(__file__).with_name("confidence.toml")
UNMEASURED = "language not measured"
"""The trait of a language that too few quotes were labelled in."""
_LANGUAGE = "language "
_CAREFUL = 0.99
"""The greatest confidence; nothing is certain."""
_DOUBTFUL = 0.01
"""The least confidence in a speaker; nothing is impossible."""
_NEAR = 2
_FAR = 6
"""Greatest distances, in tokens, that are called near and not far."""
_HALF = 0.6
"""Above this share most of what stands in marks is a quotation."""
_MEMORY = 40
"""How many quotations back somebody may have spoken before."""
_WINDOW = 60
"""How many tokens before a quotation are searched for other names."""
_LONG = 10
"""Least number of words of a long quotation."""
_SELDOM = 0.002
_OFTEN = 0.012
"""Least shares of "I" and "you" in a text in which its writer speaks sometimes, and often."""
_FRAGMENT = 3
"""Greatest number of words of a fragment."""


@dataclass(slots=True, eq=False)
class Scene:
    """What the traits of the attributions of one text are taken from."""

    tokens: Tokens
    """The tokens of the text."""
    spans: list[QuoteSpan]
    """Its quote spans."""
    scores: list[float]
    """How clearly each span is a quotation, in logits."""
    attributions: list[Attribution | None]
    """The attribution of each span."""
    cast: Cast
    """The names."""
    language: Language
    """The rules by which all of these were found."""
    surnames: Counter[str] = field(init=False)
    """How many members of the cast have each last name."""
    heads: frozenset[int] = field(init=False)
    """The first tokens of the sentences."""
    writer: str = field(init=False)
    """How much the writer speaks of themself or to the reader, outside of quotations."""
    kept: str = field(init=False)
    """How many of the marks are quotations."""
    known: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The traits of the members that were asked for."""

    def __post_init__(self) -> None:
        self.writer = _voice(self.tokens, self.language)
        self.surnames = Counter(member.parts[-1] for member in self.cast.members)
        self.heads = frozenset(self.tokens.sentence_starts)
        kept = sum(score > 0 for score in self.scores) / max(len(self.scores), 1)
        self.kept = "all" if kept == 1 else "most" if kept > _HALF else "few"


def _voice(tokens: Tokens, language: Language) -> str:
    """Return how much "I" and "you" stand outside of the quotations of a text.

    News is told of others. In essays, advice and diaries what stands in marks is more often a
    term, a title or an imagined sentence.
    """
    if not language.writer_words:
        return ""
    often = sum(map(language.writer_words.__contains__, tokens.lower))
    share = often / max(len(tokens.lower), 1)
    return "seldom" if share < _SELDOM else "sometimes" if share < _OFTEN else "often"


def probability(traits: Iterable[str]) -> float:
    """Return how likely an attribution with these traits is right, 0 to 1.

    A language that has not been measured counts as less than the one that is understood least.
    """
    weights, least = _weights()
    score = 0.0
    for trait in traits:
        score += weights.get(trait, least if trait.startswith(_LANGUAGE) else 0.0)
    return min(_CAREFUL, max(_DOUBTFUL, 1 / (1 + exp(-score))))


@cache
def _weights() -> tuple[dict[str, float], float]:
    """Return the weight of each trait, and that of a language that has none."""
    import tomllib  # not at start: read with the first quote

    text = _WEIGHTS.read_text(encoding="utf-8")
    weights = {name: float(weight) for name, weight in tomllib.loads(text).items()}
    return weights, weights[UNMEASURED]


def traits(scene: Scene, number: int) -> Iterator[str]:
    """Yield the traits of the attribution of span ``number``, which has a speaker."""
    attribution = scene.attributions[number]
    assert attribution is not None
    kind, route = attribution.phrase.kind, attribution.route.value
    yield "any"
    yield f"route {route}"
    yield f"how {attribution.how or 'as written'}"
    yield f"{kind} by {route}"
    if attribution.origin is not None:
        yield f"carried from {attribution.origin.value}"
        yield f"carried over {min(attribution.steps, 3)}"
    yield from _of_cue(scene, attribution, number)
    yield from _of_quotation(scene, attribution, number)
    yield from _of_others(scene, attribution, number)
    if kind == "noun":
        meant = kind_of(attribution, scene.cast, scene.language)
        yield f"noun for {meant or 'something'}"
    if attribution.member >= 0:
        member = scene.cast.members[attribution.member]
        if kind == "pronoun":
            yield f"pronoun, gender {'not ' * (member.man == member.woman)}known"
        if attribution.member not in scene.known:
            scene.known[attribution.member] = tuple(_of_member(scene, attribution.member))
        yield from scene.known[attribution.member]
    yield from _of_text(scene, attribution)
    code = scene.language.code
    yield f"language {code}"
    if code != FALLBACK:
        yield f"abroad by {route}"
        yield f"abroad {kind}"


def _of_text(scene: Scene, attribution: Attribution) -> Iterator[str]:
    """Yield the traits of the kind of text."""
    yield f"{scene.kept} marks are quotations"
    if scene.writer:
        yield f"writer speaks {scene.writer}"
        for trait in _beside_a_writer(scene, attribution):
            yield f"writer speaks {scene.writer}, {trait}"


def _beside_a_writer(scene: Scene, attribution: Attribution) -> Iterator[str]:
    """Yield what tells speech from terms and titles where the writer speaks, too."""
    language, cue, member = scene.language, attribution.cue, attribution.member
    yield "said beside" if attribution.route in BESIDE and cue >= 0 else "not said beside"
    name = scene.cast.members[member].name if member >= 0 else attribution.speaker
    yield "given name" if name.split()[0] in language.given_names else "no given name"
    strong = cue >= 0 and scene.tokens.lower[cue] in language.strong_cues
    yield "strong cue" if strong else "no strong cue"


def _of_cue(scene: Scene, attribution: Attribution, number: int) -> Iterator[str]:
    """Yield the traits of the verb of saying and of the places of verb, phrase and quotation."""
    tokens, language = scene.tokens, scene.language
    place, phrase, cue = scene.tokens.quote_tokens[number], attribution.phrase, attribution.cue
    if phrase.first >= 0:
        apart = tokens.sentence_of(place) - tokens.sentence_of(phrase.first)
        yield "speaker behind" if apart < 0 else f"speaker {min(apart, 4)} sentences before"
    if cue < 0:
        yield "no cue"
        return
    word = tokens.lower[cue]
    kinds = (
        ("strong", language.strong_cues),
        ("listed", language.cues),
        ("participle", language.participles),
        ("weak", language.weak_cues),
        ("noun", language.cue_nouns),
    )
    kind = next((name for name, words in kinds if word in words), "other")
    yield f"cue {kind}"
    away = _distance(abs(cue - place))
    yield f"cue {away} the quotation"
    if _words(scene, number) <= _FRAGMENT:
        yield f"cue {away} a fragment"
    if phrase.first >= 0:
        gap = max(phrase.first - cue, cue - phrase.last)
        yield f"cue {_distance(gap)} the speaker"
        first, last = sorted((phrase.first, cue))
        others = sum(name.begin > phrase.last for name in scene.cast.between(first, last))
        yield f"{min(others, 2)} names between"


def _distance(tokens: int) -> str:
    if tokens <= _NEAR:
        return "near"
    return "not far from" if tokens <= _FAR else "far from" if tokens <= 2 * _FAR else "remote from"


def _of_quotation(scene: Scene, attribution: Attribution, number: int) -> Iterator[str]:
    """Yield the traits of the quoted words and of where they stand."""
    span, text = scene.spans[number], scene.tokens.text
    words = _words(scene, number)
    length = "long" if words >= _LONG else "short" if words > _FRAGMENT else "fragment"
    yield f"{length} quotation"
    yield f"{length} by {attribution.route.value}"
    cue = attribution.cue
    said = cue >= 0 and scene.tokens.lower[cue] in scene.language.strong_cues
    yield f"{length}, {'said' if said else 'no verb' if cue < 0 else 'other verb'}"
    yield f"quotation by {min(5, int(scene.scores[number]))}"
    if opens_line(text, span):
        yield "opens its line"
    if not span.closed:
        yield "never closed"


def _words(scene: Scene, number: int) -> int:
    """Return how many words span ``number`` has."""
    span = scene.spans[number]
    return scene.tokens.text.count(" ", span.start, span.end) + 1


def _of_others(scene: Scene, attribution: Attribution, number: int) -> Iterator[str]:
    """Yield the traits of the quotations and names around."""
    tokens, attributions = scene.tokens, scene.attributions
    before = attributions[number - 1] if number else None
    if before is None:
        yield "first quotation" if not number else "nobody before"
    elif before.speaker == attribution.speaker:
        yield "spoke last"
    elif any(
        one is not None and one.speaker == attribution.speaker
        for one in attributions[max(0, number - _MEMORY) : number]
    ):
        yield "spoke before"
    place = tokens.quote_tokens[number]
    start = tokens.quote_tokens[number - 1] if number else 0
    since = {
        name.member
        for name in scene.cast.between(max(start, place - _WINDOW), place)
        if name.member != attribution.member and not scene.cast.members[name.member].body
    }
    yield f"{min(len(since), 3)} others named since"
    if attribution.origin is not None and since:
        yield f"others named, {attribution.route.value}"


def _of_member(scene: Scene, number: int) -> Iterator[str]:
    """Yield the traits of the name that the speaker has."""
    language, member = scene.language, scene.cast.members[number]
    count = len(member.mentions)
    yield f"mentioned {count if count < 3 else 'often' if count < 6 else 'everywhere'}"
    if not count:
        return
    yield f"name of {min(len(member.parts), 4)}"
    yield "body" if member.body else f"human {min(int(member.human), 4)}"
    yield "gender known" if member.man != member.woman else "gender not known"
    given = member.name.split()[0] in language.given_names
    yield "given name" if given else "no given name"
    if member.titles:
        yield "title"
    if member.place or member.parts[-1] in language.places:
        yield "place"
    if not given and len(member.parts) == 1:
        yield "one word"
        if all(name.begin in scene.heads for name in member.mentions):
            yield "one word that begins sentences"
    yield from _of_shape(scene, member)


def _of_shape(scene: Scene, member: NameCluster) -> Iterator[str]:
    """Yield the traits of how a name is written."""
    if scene.surnames[member.parts[-1]] > 1:
        yield "namesakes"
    words = member.name.split()
    particles = scene.language.particles
    if any(word.islower() and word not in particles for word in words):
        yield "small words in it"
    if any(scene.language.is_role(word.lower()) for word in words):
        yield "a role in it"
    if member.name.isupper():
        yield "capitals"
    if all(name.begin in scene.heads for name in member.mentions):
        yield "always begins a sentence"
