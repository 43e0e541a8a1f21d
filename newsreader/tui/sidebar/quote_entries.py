"""Lists the quotes of an article, each run of them under the name of its speaker once."""

from collections.abc import Sequence

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import mask_line
from newsreader.domain.quoting.quote import Certainty, Quote
from newsreader.domain.quoting.speaker import is_named
from newsreader.domain.quoting.struck import mark_struck
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.wrap import clip, clip_lines, wrap
from newsreader.tui.look.theme import Palette, speaker_numbers
from newsreader.tui.sidebar.entries import GAP, EntryLine, Part, body

FOLDED = 4
"""Lines shown of a quote that is not chosen."""
RETOLD = 3
"""Lines shown of how another outlet has the chosen quote."""
DOUBT = "?"
"""Stands after a name, or before a quote, where the speaker is not sure."""


class QuoteEntries:
    """The quotes of one article.

    The names of people are bold; an organisation, a document and a group are called so.

    Where all quotes of a run are likely to be of a speaker, but not surely, the name has the mark
    of doubt; where only some are, each of these has it.
    """

    def __init__(self, opened: OpenArticle) -> None:
        self.opened = opened
        self.quotes = opened.quotes
        self.places: Sequence[tuple[TextRange, ...]] = [one.pieces for one in self.quotes]
        self._colours = speaker_numbers(one.named for one in self.quotes)
        self._first: list[int] = []
        self._doubtful: set[int] = set()
        self._with_role: set[int] = set()
        self._group()

    def _group(self) -> None:
        """Find the runs: by which quote each begins, which are doubtful, which tell a role."""
        runs: list[list[int]] = []
        for number, quote in enumerate(self.quotes):
            if number and quote.named == self.quotes[number - 1].named:
                runs[-1].append(number)
            else:
                runs.append([number])
        told: set[tuple[str, str]] = set()
        for run in runs:
            first = run[0]
            self._first += [first] * len(run)
            if all(self._is_doubtful(number) for number in run):
                self._doubtful.add(first)
            role = (self.quotes[first].named, self._role(first, len(run)))
            if all(role) and role not in told:
                told.add(role)
                self._with_role.add(first)

    def _is_doubtful(self, number: int) -> bool:
        return self.quotes[number].certainty is Certainty.PROBABLE

    def _role(self, first: int, length: int) -> str:
        """Return what the article calls the speaker of a run, where it does."""
        run = self.quotes[first : first + length]
        return next((one.role for one in run if one.role), "")

    def heading_of(self, number: int) -> int:
        """Return the first quote of the run."""
        return self._first[number]

    def colour_of_mark(self, number: int) -> str:
        """Return the colour of the first highlight that shares a word with the quote."""
        touching = (
            one.colour for piece in self.places[number] for one in self.opened.highlights_at(*piece)
        )
        return next(touching, "")

    def draw(self, number: int, width: int, palette: Palette, *, unfolded: bool) -> list[EntryLine]:
        """Return the name where a run begins, the words, and how other outlets have them."""
        lines = [GAP] if number else []
        first = self._first[number]
        if number == first:
            lines += self._heading(number, width, palette)
        text = mask_line(_words(self.quotes[number], self.opened.document.text))
        doubt = f"{DOUBT} " if self._is_doubtful(number) and first not in self._doubtful else ""
        room = width - len(doubt)
        shown = (
            [text[start:end] for start, end in wrap(text, 0, len(text), room)]
            if unfolded
            else clip_lines(text, room, FOLDED)
        )
        words = body(shown, palette.strong if unfolded else palette.text, indent=len(doubt))
        if doubt:
            segments = ((doubt, palette.dim, False), (shown[0], words[0].segments[0][1], False))
            words[0] = EntryLine(Part.BODY, segments)
        lines += words
        for told in self._retold(number):
            retold = clip_lines(told, width - 2, RETOLD if unfolded else 2)
            lines += body(retold, palette.dim, indent=2)
        return lines

    def _heading(self, first: int, width: int, palette: Palette) -> list[EntryLine]:
        quote = self.quotes[first]
        name, dim = mask_line(quote.named), palette.dim
        if not name:
            return [EntryLine(Part.HEADING, (("unknown speaker", dim, False),))]
        colour = palette.speaker(self._colours.get(quote.named, -1))
        doubt = f" {DOUBT}" if first in self._doubtful else ""
        human = quote.kind.is_human
        lines = [
            EntryLine(Part.HEADING, ((line, colour, human),))
            for line in clip_lines(name, width - len(doubt), 2)
        ]
        if doubt:
            lines[-1] = EntryLine(Part.HEADING, (*lines[-1].segments, (doubt, dim, False)))
        if first in self._with_role:
            length = self._first.count(first)
            role = clip(mask_line(self._role(first, length)), width)
            lines.append(EntryLine(Part.HEADING, ((role, dim, False),)))
        elif not human and is_named(quote.speaker):
            lines.append(EntryLine(Part.HEADING, ((str(quote.kind), dim, False),)))
        return lines

    def _retold(self, number: int) -> list[str]:
        """Return how the other outlets of the story have a quote, a line each."""
        retold = self.opened.retellings[number : number + 1]
        return [mask_line(one.in_short(self.quotes[number])) for told in retold for one in told]


def _words(quote: Quote, text: str) -> str:
    shown = (mark_struck(text[start:end], quote.struck, start) for start, end in quote.pieces)
    pieces = [" ".join(piece.split()) for piece in shown]
    return f"“{' … '.join(pieces)}”"
