"""Terms of the Web Annotation vocabulary as these tests need them, written for them.

The W3C's own context is not copied; what expands with this one expands with that to the same.
"""

from typing import Any

OA = "http://www.w3.org/ns/oa#"
ACTIVITY = "https://www.w3.org/ns/activitystreams#"
DATE = "http://www.w3.org/2001/XMLSchema#dateTime"

_CLASSES = "Annotation TextualBody TextQuoteSelector TextPositionSelector TimeState".split()
_WORDS = "exact prefix suffix start end".split()
_OBJECTS = {name: f"has{name.title()}" for name in ("body", "target", "selector", "state")}

CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: OA + name for name in _CLASSES},
    "AnnotationCollection": f"{ACTIVITY}OrderedCollection",
    "AnnotationPage": f"{ACTIVITY}OrderedCollectionPage",
    "total": f"{ACTIVITY}totalItems",
    "startIndex": f"{ACTIVITY}startIndex",
    "first": {"@id": f"{ACTIVITY}first", "@type": "@id"},
    "items": {"@id": f"{ACTIVITY}items", "@type": "@id", "@container": "@list"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "created": {"@id": "http://purl.org/dc/terms/created", "@type": DATE},
    "modified": {"@id": "http://purl.org/dc/terms/modified", "@type": DATE},
    "sourceDate": {"@id": f"{OA}sourceDate", "@type": DATE},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    **{name: OA + name for name in _WORDS},
    **{name: {"@id": OA + other, "@type": "@id"} for name, other in _OBJECTS.items()},
    **{name: OA + name for name in ("highlighting", "commenting", "tagging")},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
}
"""The context, as it stands under ``@context``."""
