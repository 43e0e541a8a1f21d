"""The forms that templates make: notes that the user may write in, or files as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath

from newsreader.domain.article import OpenArticle
from newsreader.domain.errors import ExportError
from newsreader.export.file_name import SUFFIX, story_id
from newsreader.export.forms import ArticleForm, whole_files
from newsreader.export.front_matter import Value, compose, read_fields
from newsreader.export.managed_block import block_ids, wrap_block
from newsreader.export.managed_file import ID_KEY, YOURS, Exported, ExportFolder
from newsreader.export.managed_text import Managed
from newsreader.export.templates import BUILT_IN, Template, render_template


def template_form(template: Template) -> ArticleForm:
    """Return the form of a template.

    Markdown that begins with properties makes notes like those of the form ``markdown``: what
    follows them is the block. All else makes files that are newsreader's as a whole.
    """
    render = partial(render_template, template)
    if template.suffix != SUFFIX or not _has_properties(template):
        name = template.name if template.name in BUILT_IN else PurePath(template.name).stem
        return whole_files(name, template.suffix, render)

    def export(
        stories: Iterable[OpenArticle], directory: Path, *, force: bool = False
    ) -> Iterator[Exported]:
        folder = ExportFolder(directory, force=force)
        for opened in stories:
            find, place = partial(folder.find, opened), partial(folder.place, opened.article)
            yield from folder.export(find, place, _managed(template, opened))

    return ArticleForm(template.name, SUFFIX, partial(_new_note, template), export)


def _has_properties(template: Template) -> bool:
    """Whether what is not the template's own markup begins with a line of dashes."""
    source = template.source
    while source.lstrip().startswith("{#") and "#}" in source:
        source = source.partition("#}")[2]
    return source.lstrip("\n").startswith("---\n")


def _managed(template: Template, opened: OpenArticle) -> Managed:
    fields, content = _parts(template, opened)

    def beside_edited(theirs: str) -> str:
        known = block_ids(theirs)
        new = tuple(one for one in opened.highlights if one.block_id not in known)
        if not new:
            return ""
        return _parts(template, replace(opened, highlights=new, quotes=()))[1]

    new_note = partial(_new_note, template, opened)
    return Managed(story_id(opened.article), fields, content, new_note, beside_edited)


def _new_note(template: Template, opened: OpenArticle) -> str:
    fields, content = _parts(template, opened)
    return f"{compose(fields)}{wrap_block(content)}\n{YOURS}\n"


def _parts(template: Template, opened: OpenArticle) -> tuple[dict[str, Value], str]:
    """Return the properties and the content of the block; raises ExportError."""
    try:
        fields, content = read_fields(render_template(template, opened).lstrip("\n"))
    except ValueError as error:
        raise ExportError(f"Template {template.name}: {error}.") from error
    id_ = f'"{story_id(opened.article)}"'
    return {**fields, ID_KEY: id_}, f"{content.strip(chr(10))}\n"
