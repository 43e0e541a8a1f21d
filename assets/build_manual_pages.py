"""Sets the manual pages while a wheel is built, and lays them where man looks."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualPages(BuildHookInterface[Any]):
    """Makes the pages from the tables of the program, so that they tell what it does."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the pages to a wheel; an editable install, which is ``version``, goes without."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from assets.man_pages import PAGES
        finally:
            sys.path.remove(self.root)
        folder = Path(mkdtemp())
        for name, write in PAGES.items():
            page = folder / name
            page.write_text(write(), encoding="utf-8")
            build_data["shared_data"][str(page)] = f"share/man/man{page.suffix[1:]}/{name}"
