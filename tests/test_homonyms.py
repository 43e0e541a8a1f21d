"""One name for one thing, over all of the package."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import newsreader

PACKAGE = Path(newsreader.__file__).parent

SAME_THING = {
    "article": "an article: its values, and its layout on the screen",
    "article_state": "read, bookmarked, tagged: as stored, as actions of the screen",
    "articles": "what lists and pages show: stored, served, printed, acted on",
    "boilerplate": "text around a story: its values, its rules, as stored, as the library shows it",
    "corrections": "what the user knows better of quotes: as stored, printed",
    "dialogs": "the dialogs, and the actions that open them",
    "entries": "what a feed delivers: as parsed, as stored",
    "errors": "the error tree, and the refusals of HTTP, which belong to it",
    "extract": "the story of a page: the worker's job, and the command that shows it",
    "feed_options": "what is wanted of one feed: its values, shown and changed by both ways",
    "feeds": "the parsers of feeds; feeds as stored, as commands of the shell and of the screen",
    "folders": "where feeds lie: as stored, in the library, as commands of shell and screen",
    "highlight_search": "finding highlights: as asked of the file, in the library",
    "highlight_speakers": "who says a passage: the rule, and what the library knows of it",
    "highlights": "passages highlighted: as stored, in the library, as commands of both",
    "opml": "lists of subscriptions: read as a feed is, written as an export is",
    "pages": "the pages of the screen, and the actions that open them",
    "parse": "parsing a feed, and the command that shows what comes of it",
    "pictures": "pictures of articles: fetched and kept, drawn, the action that shows one",
    "processing_queue": "articles not yet processed: the stored queue, and its worker",
    "quotes": "finding quotes; quotes as stored, as printed",
    "refresh": "a refresh of feeds, and its command",
    "restore": "taking a backup into a library, and the command for it",
    "saved_views": "queries with a name: as stored, in the library, as commands of both",
    "review": "looking at old highlights again: which are due, kept in the library, its command",
    "shared_marks": "what devices tell each other: in the library, and the commands for it",
    "rules": "queries with what is done: their values, as stored, applied, in the library, printed",
    "story_versions": "stories as they were: as stored, in the library",
    "source_audit": "who is quoted how often: its values and sums, and what is read for it",
    "speakers": "who speaks: as stored, in the library, printed, as actions of the screen",
}
"""Module names that stand in several packages: one thing at several levels, and which."""

SAME_TYPE: Mapping[str, str] = {"Dialog": "a dialog, and what a command may know of one"}
"""Public classes of one name in several modules, and why."""


def modules() -> Iterator[Path]:
    return PACKAGE.rglob("*.py")


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_a_module_name_means_one_thing() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        name = dotted(path).rpartition(".")[2]
        if name not in ("newsreader", "__main__"):
            places[name].append(dotted(path))
    several = {name: found for name, found in places.items() if len(found) > 1}
    assert several.keys() <= SAME_THING.keys(), {
        name: several[name] for name in several.keys() - SAME_THING.keys()
    }


def test_a_public_class_has_its_name_for_itself() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(dotted(path))
    several = {name: found for name, found in places.items() if len(found) > 1}
    assert several.keys() <= SAME_TYPE.keys(), several
