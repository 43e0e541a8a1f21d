"""Labels by which one jumps or takes a link: where they stand, and how they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.domain.links import Link
from newsreader.tui.article.layout import ArticleLayout
from newsreader.tui.article.renderer import MARGIN
from newsreader.tui.article.text_units import TextRange

Target = TypeVar("Target")

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""What labels are made of, those under the fingers first."""


def make_labels(number: int) -> list[str]:
    """Return so many labels, the short ones first; none is the beginning of another.

    They have one or two letters as far as that goes: for ``len(LETTERS) ** 2`` of them.
    """
    most = len(LETTERS)
    firsts = next(one for one in range(most + 1) if most - one + one * most >= min(number, most**2))
    short = list(LETTERS[: most - firsts])
    long = [first + second for first in LETTERS[most - firsts :] for second in LETTERS]
    return [*short, *long][:number]


@dataclass(frozen=True, eq=False)
class Labels(Generic[Target]):
    """The labels on a screenful of an article, and what was typed of one."""

    targets: Mapping[str, Target]
    """To what each leads."""
    places: Mapping[int, Sequence[tuple[int, str]]]
    """The cell and the label of each on a line, by its number, from left to right."""
    typed: str = ""
    """The first letter, where a label has two."""

    def after(self, letter: str) -> "Target | Labels[Target] | None":
        """Return where a letter leads: to a target, to the labels left, or to nothing."""
        typed = self.typed + letter
        if typed in self.targets:
            return self.targets[typed]
        left = any(label.startswith(typed) for label in self.targets)
        return replace(self, typed=typed) if left else None

    def draw(self, strip: Strip, number: int, style: Style) -> Strip:
        """Return a line of the article with the labels that are left drawn over its letters."""
        for cell, label in self.places.get(number, ()):
            rest = label.removeprefix(self.typed)
            if label.startswith(self.typed) and cell + len(rest) <= strip.cell_length:
                mark = Strip([Segment(rest, style)])
                after = strip.crop(cell + len(rest), strip.cell_length)
                strip = Strip.join([strip.crop(0, cell), mark, after])
        return strip


def label_sentences(
    layout: ArticleLayout, sentences: Sequence[TextRange], left: int, top: int, height: int
) -> Labels[TextRange]:
    """Return labels for those of ``sentences``, in order, that are on a part of the lines.

    That are ``height`` lines from ``top`` on, ``left`` cells from the edge. A sentence that begins
    before them has its label where it goes on.
    """
    return _label(layout, [(one, one) for one in sentences], left, top, height)


def label_links(
    layout: ArticleLayout, links: Sequence[Link], left: int, top: int, height: int
) -> Labels[Link]:
    """Return labels for those of ``links``, in order, that are on a part of the lines.

    As ``label_sentences``.
    """
    return _label(layout, [((one.start, one.end), one) for one in links], left, top, height)


def _label(
    layout: ArticleLayout,
    targets: Sequence[tuple[TextRange, Target]],
    left: int,
    top: int,
    height: int,
) -> Labels[Target]:
    lines = layout.lines
    numbers = [
        number
        for number in range(max(top, layout.first_text_line), min(top + height, len(lines)))
        if lines[number].start < lines[number].end
    ]
    seen: list[tuple[int, int, Target]] = []
    for (start, end), target in targets:
        for number in numbers:
            line = lines[number]
            if start < line.end and line.start < end:
                cell = left + MARGIN + layout.cell_of(line, max(start, line.start))
                seen.append((number, cell, target))
                break
    labels = make_labels(len(seen))
    places: dict[int, list[tuple[int, str]]] = {}
    for label, (number, cell, _) in zip(labels, seen, strict=False):
        on_line = places.setdefault(number, [])
        if on_line and on_line[-1][0] <= cell:  # what is only a letter long may have a label of two
            cell = max(cell, on_line[-1][0] + len(on_line[-1][1]))
        on_line.append((cell, label))
    found = {label: target for label, (_, _, target) in zip(labels, seen, strict=False)}
    return Labels(found, places)
