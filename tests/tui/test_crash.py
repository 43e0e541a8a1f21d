"""A fault of the app ends it with status 1 and one sentence; a file says where, and no more."""

from pathlib import Path

import pytest

from newsreader.places import Places
from newsreader.settings.values import Fetching, Settings
from newsreader.tui import app
from newsreader.tui.driver.crash import Crashed, report_crash

SECRET = "a text out of an article, and the password hunter2"


class Broken(app.NewsreaderApp):
    """Fails as soon as it is up, with something secret at hand."""

    CSS_PATH = str(Path(app.__file__).with_name("newsreader.tcss"))

    def on_mount(self) -> None:
        """Fail."""
        secret = SECRET
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(secret) from error

    def run(self, **_: object) -> int | None:
        """Run without a terminal."""
        return super().run(headless=True)


class BrokenAtWork(Broken):
    """Fails in a worker."""

    def on_mount(self) -> None:
        """Begin to work."""
        self.run_worker(self._work())

    async def _work(self) -> None:
        raise ValueError(SECRET)


@pytest.mark.parametrize("broken", [Broken, BrokenAtWork])
def test_a_fault_is_one_sentence_and_a_file_without_secrets(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    broken: type[Broken],
) -> None:
    monkeypatch.setattr(app, "NewsreaderApp", broken)
    settings = Settings(fetch=Fetching(on_start=False))
    with pytest.raises(Crashed) as told:
        app.run(Places(tmp_path, tmp_path / "config.toml"), settings)
    log = tmp_path / "crash.log"
    assert told.value.exit_status == 1
    assert str(log) in str(told.value)
    assert len(str(told.value).splitlines()) == 1
    assert "ValueError" in log.read_text()
    assert "test_crash.py" in log.read_text()
    printed = capfd.readouterr()
    for text in (log.read_text(), str(told.value), printed.out, printed.err):
        assert "out of an article" not in text
        assert "hunter2" not in text
    assert "Traceback" not in printed.err


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    report_crash(ValueError(SECRET), tmp_path)
    assert (tmp_path / "crash.log").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "could not be written" in str(report_crash(ValueError(), tmp_path / "file"))
