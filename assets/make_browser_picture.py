"""Takes the picture of the app in a browser, and fails where that does not do what it should.

pip install playwright '.[web]'
python -m assets.make_browser_picture [PROGRAM]    (the browser; /usr/bin/chromium by itself)
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from newsreader.child_process import command, environment

PICTURE = Path(__file__).parent / "docs" / "browser.png"
ALONE = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
"""How the browser is started: no host but this machine is looked up, also not that of the demo."""


def main(program: str) -> None:
    """Open the app in a browser, read, highlight, export, follow a link, leave."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        surroundings = environment() | {
            "NEWSREADER_DATA_DIR": folder,
            "NEWSREADER_CONFIG": os.devnull,
        }
        served = subprocess.Popen(
            command("-m", "newsreader", "serve", "--port", "0", "--json"),
            stdout=subprocess.PIPE,
            env=surroundings,
        )
        assert served.stdout is not None
        try:
            _drive(program, json.loads(served.stdout.readline())["server"]["url"])
            (written,) = data.glob("exports/*/*.md")
            assert "Anybody who says" in written.read_text(encoding="utf-8")
        finally:
            served.terminate()
            served.wait()


def _drive(program: str, address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ALONE)
        context = browser.new_context(viewport={"width": 1280, "height": 756})
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        faults: list[object] = []
        page.on("pageerror", lambda fault: faults.append(fault))
        page.goto(address)
        page.wait_for_selector("body.-first-byte")
        _press(page, "Escape", "Enter", ")", ")", "H")
        page.screenshot(path=PICTURE)
        _press(page, "e", "o", "Control+q")
        page.wait_for_selector("body.-closed")
        browser.close()
    outside = {url for url in asked if not url.startswith(address)}
    assert outside == {"https://gazette.example/city/iron-bridge-vote"}, outside
    assert not faults, faults


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.wait_for_timeout(1500)
        page.keyboard.press(key)
    page.wait_for_timeout(1500)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium")
