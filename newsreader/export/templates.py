"""Renders articles by templates: those that come along, and files of the user.

They are Jinja2, in a sandbox: a template from elsewhere can write text and nothing else. An error
in one is told by file and line.
"""

import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from newsreader.domain.age import day_in_words
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line
from newsreader.domain.errors import ExportError
from newsreader.export.escape import escape_line, link_target, quote_passage, slug, tag
from newsreader.export.front_matter import yaml_string
from newsreader.export.org_text import org_line, org_text
from newsreader.export.template_values import template_values
from newsreader.export.user_note import guard_note

BUILT_IN = ("obsidian", "logseq", "org", "plain")
"""The templates that come along."""
_FOLDER = Path(__file__).with_name("templates")
_SUFFIXES = {"org": ".org", "plain": ".txt"}


@dataclass(frozen=True, slots=True)
class Template:
    """One template."""

    name: str
    """What an error calls it: a name of ``BUILT_IN``, or the path of its file."""
    source: str
    """Its text."""
    suffix: str = ".md"
    """The suffix of the files it makes."""


def find_template(wanted: str) -> Template:
    """Return the template of a name of ``BUILT_IN``, else of a file; raises ExportError.

    ``notes.org.j2`` makes files ``.org``, a file with no suffix but that of templates ``.md``.
    """
    if wanted in BUILT_IN:
        source = (_FOLDER / f"{wanted}.j2").read_text(encoding="utf-8")
        return Template(wanted, source, _SUFFIXES.get(wanted, ".md"))
    path = Path(wanted).expanduser()
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        names = ", ".join(BUILT_IN)
        raise ExportError(
            f"The template {wanted} cannot be read: {reason}. There are: {names}."
        ) from (error)
    suffixes = [one for one in path.suffixes if one not in (".j2", ".jinja", ".jinja2")]
    plain = bool(suffixes) and re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffixes[-1])
    return Template(str(path), source, suffixes[-1] if plain else ".md")


def render_template(template: Template, opened: OpenArticle) -> str:
    """Return the text that a template makes of an article; raises ExportError."""
    values = template_values(opened)
    try:
        compiled = _environment().from_string(template.source)
        return compiled.render(values).rstrip() + "\n"
    except TemplateError as error:
        line = getattr(error, "lineno", None) or _line_of(error)
        raise ExportError(_sentence(template, line, error.message or "")) from error
    # Whatever a template does wrong ends here: it is text of the user, not of the program.
    except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
        raise ExportError(_sentence(template, _line_of(error), str(error))) from error
    except (RecursionError, MemoryError) as error:
        raise ExportError(_sentence(template, 0, "it makes too much")) from error


def _sentence(template: Template, line: int, reason: str) -> str:
    where = f", line {line}" if line else ""
    return f"Template {template.name}{where}: {clean_line(reason, 200).rstrip('.')}."


def _line_of(error: BaseException) -> int:
    """Return the line of the template at which an error was raised; 0 where it is none."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [one.lineno or 0 for one in frames if one.filename == "<template>"]
    return lines[-1] if lines else 0


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(FILTERS)
    return environment


def _text(write: Callable[[str], str]) -> Callable[[object], str]:
    """Return a filter that takes whatever a template hands it, as text."""

    def apply(value: object) -> str:
        if isinstance(value, Undefined):
            value._fail_with_undefined_error()
        return write("" if value is None else str(value))

    return apply


def _date(value: datetime | None, format: str = "%Y-%m-%d") -> str:
    return value.strftime(format) if value else ""


def _day(value: datetime | None) -> str:
    return day_in_words(value.date()) if value else ""


def _wikilink(text: str) -> str:
    return f"[[{' '.join(re.sub(r'[][|#^]', ' ', clean_line(text)).split())}]]"


def _logseq(text: str) -> str:
    """Return ``text`` as one line of a Logseq block: no property, reference or macro in it."""
    return re.sub(r":(?=:)|\{(?=\{)|\((?=\()", "\\g<0>\u200b", escape_line(text))


FILTERS: dict[str, Callable[..., Any]] = {
    "md": _text(escape_line),
    "quotation": _text(quote_passage),
    "note": _text(guard_note),
    "link": _text(link_target),
    "yaml": _text(lambda text: yaml_string(clean_line(text))),
    "wikilink": _text(_wikilink),
    "tag": _text(lambda text: f"#{tag(text)}" if tag(text) else ""),
    "slug": _text(slug),
    "org": _text(org_text),
    "org_line": _text(org_line),
    "logseq": _text(_logseq),
    "org_link": _text(lambda url: url.replace("[", "%5B").replace("]", "%5D")),
    "line": _text(clean_line),
    "date": _date,
    "day": _day,
}
"""What a template can do with a value, besides Jinja's own filters."""
