"""The article with its pictures in the text, where the user wants them there."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.message import Message

from newsreader.domain.clean import clean_url
from newsreader.domain.document import BlockKind
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.labelled_article import LabelledArticle

MOST = 12
"""How many pictures of an article stand in its text, the first."""
WIDEST, HIGHEST = 60, 20
"""Cells and lines of a picture in the text, at most."""


class PicturedArticle(LabelledArticle):
    """Asks for the pictures of an article and sets each as soon as it is there."""

    class PicturesWanted(Message):
        """The pictures of an article are to stand in its text."""

        def __init__(self, article_id: int, urls: Sequence[str], room: tuple[int, int]) -> None:
            super().__init__()
            self.article_id = article_id
            self.urls = urls
            self.room = room

    def __init__(self, glyphs: Glyphs, max_width: int, *, pictures: bool = False) -> None:
        super().__init__(glyphs, max_width)
        self._with_pictures = pictures and glyphs.typographic
        self._asked: tuple[object, ...] = ()

    def lay_out_lines(self) -> None:
        """Lay the article out, and ask for its pictures where these are others than before."""
        if self._with_pictures and self.opened is not None and self.size.width:
            room = min(WIDEST, self._columns_for(self.opened).text), HIGHEST
            article_id, blocks = self.opened.article.id, self.opened.document.blocks
            named = (one.marker for one in blocks if one.kind is BlockKind.IMAGE)
            urls = [url for url in named if url and clean_url(url) == url][:MOST]
            asked = (article_id, urls, room)
            if asked != self._asked:
                self._asked = asked
                self.pictures = {}
                self.post_message(self.PicturesWanted(article_id, urls, room))
        super().lay_out_lines()

    def set_picture(self, article_id: int, url: str, lines: Sequence[Sequence[Segment]]) -> None:
        """Set a picture into the text, unless another article is open by now."""
        if self._asked and self._asked[0] == article_id:
            self.pictures[url] = lines
            self.lay_out_lines()
