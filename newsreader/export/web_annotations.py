"""Writes highlights as W3C Web Annotations in JSON-LD (Recommendation of 2017).

Each has a TextQuoteSelector, and a TextPositionSelector where its very words stand in the present
text (offsets in code points, §4.2.5). What the vocabulary has no term for is under ``TERMS``.
"""

import json
from collections.abc import Sequence

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line, clean_text, shown_url
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.instant import instant
from newsreader.export.file_name import story_key

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The context of the vocabulary."""
TERMS = "urn:newsreader:terms:"
"""What the names of our own terms begin with."""

Record = dict[str, object]


def write_annotations(stories: Sequence[OpenArticle]) -> str:
    """Return a collection with an annotation for each highlight of the stories."""
    items = [_annotation(opened, one) for opened in stories for one in opened.highlights]
    collection: Record = {
        "@context": [CONTEXT, {"newsreader": TERMS}],
        "id": "urn:newsreader:highlights",
        "type": "AnnotationCollection",
        "label": "Highlights of newsreader",
        "total": len(items),
    }
    if items:
        page = {"id": "urn:newsreader:highlights:1", "type": "AnnotationPage", "startIndex": 0}
        collection["first"] = {**page, "items": items}
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _annotation(opened: OpenArticle, highlight: Highlight) -> Record:
    bodies = [_body(clean_text(highlight.note), "commenting", "text/markdown")]
    bodies += [_body(clean_line(tag), "tagging", "text/plain") for tag in highlight.tags]
    body = [one for one in bodies if one["value"]]
    fields: Record = {
        "id": f"urn:uuid:{highlight.id}",
        "type": "Annotation",
        "motivation": "commenting" if highlight.note else "highlighting",
        "created": instant(highlight.created),
        "modified": instant(highlight.updated),
        "body": body,
        "target": _target(opened, highlight),
        "newsreader:state": str(highlight.state),
        "newsreader:verification": str(highlight.verification),
        "newsreader:colour": highlight.colour,
        "newsreader:attribution": clean_line(highlight.attribution) if highlight.speaker else "",
        "newsreader:title": clean_line(opened.article.title),
    }
    return {key: value for key, value in fields.items() if value}


def _body(value: str, purpose: str, format_: str) -> Record:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": format_}


def _target(opened: OpenArticle, highlight: Highlight) -> Record:
    quote: Record = {
        "type": "TextQuoteSelector",
        "exact": highlight.text,
        "prefix": highlight.prefix,
        "suffix": highlight.suffix,
    }
    selectors = [{key: value for key, value in quote.items() if value or key == "exact"}]
    if not highlight.is_lost:
        place: Record = {"start": highlight.start, "end": highlight.end}
        selectors.append({"type": "TextPositionSelector", **place})
    url = shown_url(opened.article.url) or f"urn:newsreader:story:{story_key(opened.article)}"
    target: Record = {"source": url, "selector": selectors}
    if made := instant(highlight.created):
        # The offsets count in the page as it was at that time (§4.3.1).
        target["state"] = {"type": "TimeState", "sourceDate": made}
    return target
