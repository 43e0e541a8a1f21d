"""One name for each element, whatever prefix its publisher chose."""

import pytest

from newsreader.feeds.expat.namespaces import Vocabulary, named_attributes
from newsreader.feeds.expat.unsupported import Unsupported

DC = "http://purl.org/dc/elements/1.1/"
ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def test_known_namespaces_have_one_prefix() -> None:
    vocabulary = Vocabulary()
    vocabulary.declare("dublin", DC)
    vocabulary.declare("a", ATOM)
    assert vocabulary.name(f"{DC}}}Creator}}dublin") == "dc_creator"
    assert vocabulary.name(f"{DC.upper()}}}creator") == "dc_creator"
    assert vocabulary.name(f"{ATOM}}}link}}a") == "link"
    assert vocabulary.name("pubDate") == "pubdate"
    assert vocabulary.name("http://backend.userland.com/rss2}item") == "item"


def test_unknown_namespaces_keep_the_prefix_of_the_document() -> None:
    vocabulary = Vocabulary()
    vocabulary.declare("content", "http://wrong.example/content")
    vocabulary.declare(None, "urn:own")
    assert vocabulary.name("http://wrong.example/content}encoded}content") == "content_encoded"
    assert vocabulary.name("urn:own}title") == "title"


def test_a_declaration_that_changes_names_is_told() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.declare("x", "urn:1")
    assert not vocabulary.declare("x", "urn:1")
    assert vocabulary.declare("x", "urn:2")
    assert vocabulary.declare("y", DC)
    assert not vocabulary.declare("y", DC)
    assert not vocabulary.declare(None, "http://www.w3.org/1999/xhtml")
    assert not vocabulary.declare("z", None)


@pytest.mark.parametrize(
    ("prefix", "uri", "version"),
    [
        (None, ATOM, "atom10"),
        (None, "http://purl.org/rss/1.0/", "rss10"),
        (None, "http://my.netscape.com/rdf/simple/0.9/", "rss090"),
        ("n", "http://my.netscape.com/rdf/simple/0.9/", ""),
        (None, "urn:x", ""),
    ],
)
def test_namespaces_tell_the_format(prefix: str | None, uri: str, version: str) -> None:
    vocabulary = Vocabulary()
    vocabulary.declare(prefix, uri)
    assert vocabulary.version == version


def test_attributes() -> None:
    assert named_attributes({"isPermaLink": "True", "REL": "Self", "href": "/A"}) == {
        "ispermalink": "True",
        "rel": "self",
        "href": "/A",
    }
    assert named_attributes({f"{RDF}}}about}}r": "/1"}) == {"rdf:about": "/1", "r:about": "/1"}
    assert named_attributes({"urn:x}type}x": "A"}) == {"type": "a", "x:type": "A"}


def test_a_namespace_that_would_be_taken_apart_wrongly() -> None:
    with pytest.raises(Unsupported):
        Vocabulary().name("urn:{a}b}c}title}x")
