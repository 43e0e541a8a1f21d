"""Prints what the confidence of speakers is worth: by group, as plots of text, by class of speaker.

A class is how an article names the speaker of a quote, as the gold says it: by name, by a short
name, by a pronoun, by a description ("nominal"), in the sentence before ("continuation"), or not.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from newsreader.domain.quoting.quote import LIKELY, SURE, Certainty, Quote
from newsreader.quotes.engine import find_quotes

Tested = TypeVar("Tested")
Rated = tuple[bool, float]
"""Whether a speaker is right, and how likely that was said to be."""

BAR = 40
"""The cells of a bar that stands for all."""
LEAST = 40
"""A language with fewer decisions has no plot."""
NO_QUOTATION, MISSED = "(no quotation)", "missed"
OUTCOMES = ("sure, right", "sure, wrong", "probable, right", "probable, wrong", "nobody", MISSED)
"""What can become of a quote of the gold."""


def print_groups(title: str, rows: Iterable[tuple[str, Rated]]) -> None:
    """Print for each group how many speakers are sure and probable, and how many are right."""
    groups: dict[str, list[Rated]] = defaultdict(list)
    for name, rated in rows:
        groups[name].append(rated)
    print(f"\n{title:<28}{'n':>6}   sure: right  share   probable: right  share")
    for name, rated_ones in sorted(groups.items()):
        sure = [right for right, likely in rated_ones if likely >= SURE]
        probable = [right for right, likely in rated_ones if LIKELY <= likely < SURE]
        print(
            f"{name:<28}{len(rated_ones):>6}{_percent(sum(sure), len(sure)):>14}"
            f"{_percent(len(sure), len(rated_ones)):>7}"
            f"{_percent(sum(probable), len(probable)):>18}"
            f"{_percent(len(probable), len(rated_ones)):>7}"
        )


def print_plots(rows: Sequence[tuple[str, Rated]]) -> None:
    """Print plots of calibration: of everything, and of each language that has enough."""
    _plot("all languages", [rated for _, rated in rows])
    for language, count in sorted(Counter(language for language, _ in rows).items()):
        if count >= LEAST:
            _plot(language, [rated for of, rated in rows if of == language])


def _plot(title: str, rows: Iterable[Rated]) -> None:
    """Print the share of right speakers for each tenth of the probability.

    A ``|`` stands where the bar of a confidence that says the truth ends.
    """
    bins: dict[int, list[Rated]] = defaultdict(list)
    for right, likely in rows:
        bins[min(9, int(likely * 10))].append((right, likely))
    print(f"\n{title:<9} said  right")
    for tenth, rated in sorted(bins.items()):
        said = sum(likely for _, likely in rated) / len(rated)
        share = sum(right for right, _ in rated) / len(rated)
        bar = f"{'█' * round(share * BAR):<{BAR + 1}}"
        at = round(said * BAR)
        bar = f"{bar[:at]}|{bar[at + 1 :]}"
        print(f"0.{tenth}–{(tenth + 1) / 10:.1f}  {said:5.2f}  {share:5.2f}  {bar} {len(rated)}")


# The confusion by class


def print_confusion(
    articles: Iterable[dict[str, Any]],
    judge: Callable[[Quote, dict[str, Any]], tuple[float, bool]],
) -> None:
    """Print what becomes of the quotes of each class with the weights as they are written.

    ``judge`` returns which share of two spans a quote and one of the gold have in common, at least
    0.8 where they are one, and whether its speaker is right.
    """
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for name, outcome in _outcomes(article, judge):
            table[name][outcome] += 1
    print(f"\n{'class of speaker':<16}{'n':>6}" + "".join(f"{one:>17}" for one in OUTCOMES))
    for name, counts in sorted(table.items()):
        cells = "".join(f"{counts[one]:>17}" for one in OUTCOMES)
        print(f"{name:<16}{counts.total():>6}{cells}")


def _outcomes(
    article: dict[str, Any], judge: Callable[[Quote, dict[str, Any]], tuple[float, bool]]
) -> Iterator[tuple[str, str]]:
    gold = [one for one in article["quotes"] if not one.get("optional")]
    seen: set[int] = set()
    for quote in find_quotes(article["text"], article.get("lang", "en")):
        judged = [(*judge(quote, one), number) for number, one in enumerate(gold)]
        share, right, number = max(judged, default=(0.0, False, -1))
        if share >= 0.8:
            seen.add(number)
            yield str(gold[number].get("speaker_class") or "none"), _outcome(quote, right)
        elif share == 0 and not _is_optional(quote, article, judge):
            yield NO_QUOTATION, _outcome(quote, False)
    for number, one in enumerate(gold):
        if number not in seen:
            yield str(one.get("speaker_class") or "none"), MISSED


def _is_optional(
    quote: Quote,
    article: dict[str, Any],
    judge: Callable[[Quote, dict[str, Any]], tuple[float, bool]],
) -> bool:
    """Return whether words may be taken for a quotation or not."""
    others = (*article["quotes"], *article.get("not_quotes", ()))
    return any(one.get("optional") and judge(quote, one)[0] > 0 for one in others)


def _outcome(quote: Quote, right: bool) -> str:
    match quote.certainty:
        case Certainty.UNKNOWN:
            return "nobody"
        case _:
            return f"{quote.certainty}, {'right' if right else 'wrong'}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"
