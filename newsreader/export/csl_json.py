"""Writes articles as CSL-JSON, which Zotero and other programs for citations read.

The fields are those of the CSL 1.0.2 data schema. It has none for cited words and for who says
them: they stand in ``annote`` and never make a speaker an author.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line, clean_text
from newsreader.export.bibtex_entry import citation_keys
from newsreader.export.citation import Citation, cite_article, cite_highlight, last_marked
from newsreader.export.cited_names import CitedName

Record = dict[str, object]


def write_csl(stories: Sequence[OpenArticle]) -> str:
    """Return a JSON list with an item for each story."""
    cited = [cite_article(one, one.article, last_marked(one), UTC) for one in stories]
    keys = citation_keys(cited)
    items = [_item(opened, one, key) for opened, one, key in zip(stories, cited, keys, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(opened: OpenArticle, one: Citation, key: str) -> Record:
    fields: Record = {
        "id": key,
        "type": "article-newspaper",
        "title": one.title,
        "author": [_name(name) for name in one.authors],
        "container-title": one.outlet,
        "issued": _date(one.published),
        "accessed": _date(one.accessed),
        "URL": one.url,
        "language": one.language,
        "keyword": ", ".join(map(clean_line, opened.article.tags)),
        "note": ". ".join(filter(None, [_original(one), one.way])),
        "annote": "\n\n".join(_annotations(opened)),
    }
    return {key: value for key, value in fields.items() if value}


def _original(one: Citation) -> str:
    return f"Originally published by {one.original}" if one.original else ""


def _annotations(opened: OpenArticle) -> list[str]:
    found = []
    for highlight in opened.highlights:
        cited = cite_highlight(opened, highlight, None, UTC)
        facts = [f"“{cited.words}”", cited.attribution]
        facts.append(f"paragraph {cited.paragraph}" if cited.paragraph else "")
        found.append("\n".join(filter(None, [", ".join(filter(None, facts)), highlight.note])))
    return [clean_text(one) for one in found]


def _name(name: CitedName) -> Record:
    if not name.family:
        return {"literal": name.whole}
    given, _, suffix = name.given.partition(", ")
    parts = {"family": name.family, "given": given, "suffix": suffix}
    return {key: value for key, value in parts.items() if value}


def _date(day: date | None) -> Record:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}
