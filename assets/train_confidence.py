"""Trains the weights by which a speaker is believed: ``python -m assets.train_confidence GOLD``.

GOLD is a folder of articles with hand-labelled quotes, ``*.jsonl`` or ``*.jsonl.gz``, one article
a line: ``{"id", "text", "lang", "quotes": [{"start", "end", "speaker", "aliases"}]}``, offsets in
code points. All quotations of an article are in it: words that are in none have no right speaker.

The script fits a logistic regression to the traits of the engine's decisions, prints what it is
worth on articles that it was not fitted to (ten folds), by set, language and route and as plots by
language, prints what becomes of quotes of each class, and writes
``newsreader/quotes/certainty/confidence.toml``; with ``--check`` it only prints.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

from assets.confidence_report import print_confusion, print_groups, print_plots
from newsreader.domain.quoting.quote import Quote
from newsreader.quotes.certainty.confidence import UNMEASURED
from newsreader.quotes.engine import candidates

WEIGHTS = Path(__file__).parents[1] / "newsreader" / "quotes" / "certainty" / "confidence.toml"
AUTOMATIC = ("silver", "wikinews")
"""What names the sets whose speakers were not read by hand; they count less."""
FOLDS = 10
ROUNDS = 30
"""How often the fit goes through all decisions."""
RATE = 0.25
"""First step of the fit, in logits."""
DECAY = 0.004
"""How fast weights shrink without evidence (L2)."""
CAUTION = 0.4
"""Share of what English loses on a set that nobody tuned the rules on, which is taken off.

The rules were tuned on the English sets that are read by hand, so that these flatter them. The
speakers of the other set are automatic: a part of its faults is its own.
"""
UNTUNED = "data polnear_train_silver"
CAUTION_ABROAD = 0.3
"""What languages other than English lose on pages that nobody tuned the rules on, in logits.

On 200 quotes of 21 such pages, of those named without doubt one in twelve was wrong instead of one
in twenty.
"""
DOUBT = 0.5
"""By how much less a language is believed than the least of those that were measured, in logits."""
ENGLISH = "language en"
PRIOR = {
    "pattern": 1.2,
    "writer speaks often, no given name": -1.05,
    "writer speaks often, no strong cue": -0.65,
}
"""The weights of traits that the gold is too small for.

It has hardly an essay or a diary: those of writers are from a few hundred quotes of blogs.
"""
LEAST_SHARE = 0.8
"""The share of the longer of two spans that both have where they are one quotation."""
LEAST = 12
LEAST_OF_LANGUAGE = 20
"""A trait of fewer decisions gets no weight."""

_WORD = re.compile(r"[\w'&-]+")
_HEAD_ENDS = re.compile(
    r",| (?:of|for|who|which|that|at|from|with|in|on|to|and|near|de|von|des|der|du) "
)


@dataclass(frozen=True, slots=True)
class Decision:
    """The engine's choice of a speaker for words whose speaker is known, or that nobody said."""

    group: str
    """The set that it is of."""
    language: str
    """The language of the article."""
    article: str
    """The article, which is either fitted to or tested on."""
    traits: tuple[str, ...]
    """The traits of the decision."""
    right: bool
    """Whether the words are a quotation and the last names agree."""
    weight: float
    """How much it counts."""


def main() -> None:
    """Print the report, and write the weights unless only that was asked for."""
    parser = argparse.ArgumentParser(description="Train the confidence of speakers.")
    parser.add_argument("gold", type=Path, help="the folder of labelled articles")
    parser.add_argument("--check", action="store_true", help="print the report only")
    options = parser.parse_args()
    decisions = [one for path in sorted(options.gold.glob("*.jsonl*")) for one in _read(path)]
    tested = list(_cross_validated(decisions))
    for title, key in REPORTS:
        print_groups(title, ((key(one), (one.right, likely)) for one, likely in tested))
    print_plots([(one.language, (one.right, likely)) for one, likely in tested])
    print_confusion(_read_by_hand(options.gold), judge)
    if not options.check:
        _write(fit(decisions))


def _read(path: Path) -> Iterator[Decision]:
    """Yield the decisions of a file for which the gold has a speaker."""
    name = path.name.partition(".")[0]
    for article in _articles(path):
        yield from _decisions(name, article, 0.15 if _is_automatic(path) else 1.0)


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of a file."""
    reader = gzip.open if path.suffix == ".gz" else open
    with reader(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _read_by_hand(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles whose speakers were read by hand."""
    for path in sorted(gold.glob("*.jsonl*")):
        if not _is_automatic(path):
            yield from _articles(path)


def _is_automatic(path: Path) -> bool:
    return any(word in path.name.partition(".")[0] for word in AUTOMATIC)


def judge(quote: Quote, gold: dict[str, Any]) -> tuple[float, bool]:
    """Return which share a quote and one of the gold have in common, and whether it is right."""
    first, last = quote.pieces[0][0], quote.pieces[-1][1]
    names = [gold.get("speaker") or "", *(gold.get("aliases") or ())]
    right = any(same_last_name(name, quote.speaker) for name in names if name)
    shares = [_overlap(start, end, gold) for start, end in (*quote.pieces, (first, last))]
    return max(shares), right


def _decisions(name: str, article: dict[str, Any], weight: float) -> Iterator[Decision]:
    """Yield the decisions that the gold can judge: on words that it has with a speaker, or not."""
    extra = (f"data {name}",) if weight < 1 else ()
    for one in candidates(article["text"], article.get("lang", "en")):
        quote = one.quote
        for start, end in quote.pieces if quote.speaker else ():
            shares = [(_overlap(start, end, gold), gold) for gold in article["quotes"]]
            nothing: dict[str, Any] = {}
            share, gold = max(shares, key=lambda pair: pair[0], default=(0.0, nothing))
            if share >= LEAST_SHARE and gold.get("speaker") and not gold.get("optional"):
                names = [gold["speaker"], *gold.get("aliases", ())]
                right = any(same_last_name(name, quote.speaker) for name in names)
            elif share == 0:
                right = False
            else:
                continue
            yield Decision(
                name,
                article.get("lang", "en"),
                f"{name}/{article['id']}",
                (*one.traits, *extra),
                right,
                weight,
            )


def _overlap(start: int, end: int, gold: dict[str, Any]) -> float:
    """Return the share of the longer of two spans that both have."""
    first, last = int(gold["start"]), int(gold["end"])
    shared = min(end, last) - max(start, first)
    return max(0, shared) / max(end - start, last - first, 1)


def same_last_name(one: str, other: str) -> bool:
    """Return whether two names end alike and have no different given names."""
    first, second = _head(one), _head(other)
    if not first or not second or first[-1] != second[-1]:
        return False
    given = len(first) > 1 and len(second) > 1 and set(first[:-1]).isdisjoint(second[:-1])
    return not (given and first[0][0] != second[0][0])


def _head(name: str) -> list[str]:
    """Return the words of a name up to its first preposition, in lower case."""
    plain = name.replace("’", "'").lower().replace(".", " ")
    end = _HEAD_ENDS.search(plain, 1)
    words = _WORD.findall(plain[: end.start()] if end else plain)
    return [re.sub("'s?$", "", word) for word in words if word not in ("jr", "sr", "the", "a")]


def fit(decisions: list[Decision]) -> dict[str, float]:
    """Return the weight of each trait, by stochastic gradient descent (AdaGrad) with L2."""
    often = Counter(trait for one in decisions for trait in one.traits)
    least = {trait: LEAST_OF_LANGUAGE if trait[:9] == "language " else LEAST for trait in often}
    weights = {trait: 0.0 for trait in sorted(often) if often[trait] >= least[trait]}
    squares = dict.fromkeys(weights, 1.0)
    order = list(decisions)
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for one in order:
            known = [trait for trait in one.traits if trait in weights]
            miss = one.weight * (one.right - _sigmoid(sum(weights[trait] for trait in known)))
            for trait in known:
                step = miss - DECAY * one.weight * weights[trait]
                squares[trait] += step * step
                weights[trait] += RATE * step / squares[trait] ** 0.5
    if UNTUNED in weights:
        weights[ENGLISH] = weights.get(ENGLISH, 0.0) + CAUTION * weights[UNTUNED]
    return weights | _of_languages(weights) | PRIOR


def _of_languages(weights: dict[str, float]) -> dict[str, float]:
    """Return the weights of the languages other than English, and of one that has none."""
    abroad = [one for one in weights if one.startswith("language ") and one != ENGLISH]
    careful = {one: weights[one] - CAUTION_ABROAD for one in abroad}
    return careful | {UNMEASURED: min(careful.values(), default=0.0) - DOUBT}


def likelihood(traits: Iterable[str], weights: dict[str, float]) -> float:
    """Return how likely a decision with these traits is right by these weights."""
    other = weights[UNMEASURED]
    return _sigmoid(
        sum(weights.get(one, other if one.startswith("language ") else 0.0) for one in traits)
    )


def _sigmoid(score: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


Tested = tuple[Decision, float]


def _cross_validated(decisions: list[Decision]) -> Iterator[Tested]:
    """Yield each decision read by hand with its probability by a fit to other articles."""
    articles = sorted({one.article for one in decisions})
    random.Random(2).shuffle(articles)
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    for number in range(FOLDS):
        weights = fit([one for one in decisions if fold[one.article] != number])
        for one in decisions:
            if fold[one.article] == number and one.weight == 1:
                yield one, likelihood(one.traits, weights)


REPORTS: tuple[tuple[str, Callable[[Decision], str]], ...] = (
    ("set", lambda one: one.group),
    ("language", lambda one: one.language),
    ("route", lambda one: next(trait for trait in one.traits if trait[:5] in ("route", "patte"))),
)


def _write(weights: dict[str, float]) -> None:
    """Write the weights that count, without those of the sets."""
    lines = [
        "# The weight of each trait of an attribution, in logits; written by",
        "# python -m assets.train_confidence.",
    ]
    lines += [
        f'"{trait}" = {weight:.2f}'
        for trait, weight in sorted(weights.items())
        if abs(weight) >= 0.01 or trait.startswith("language ")
        if not trait.startswith("data ")
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"\n{len(lines) - 2} weights in {WEIGHTS.name}")


if __name__ == "__main__":
    main()
