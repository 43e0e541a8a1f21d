"""Programs that the settings name."""

import sys

import pytest

from newsreader.domain.errors import NotProvided
from newsreader.programs import run_program


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


async def run(*command: str, data: bytes = b"", seconds: float = 20, limit: int = 1000) -> bytes:
    return await run_program(command, data, seconds=seconds, limit=limit)


async def test_a_program_reads_and_prints() -> None:
    upper = python("import sys; sys.stdout.write(sys.stdin.read().upper())")
    assert await run(*upper, data=b"harbour") == b"HARBOUR"
    assert await run(*python("print(1)"), data=b"x" * 1_000_000) == b"1\n", "need not read"


async def test_no_shell_reads_the_arguments() -> None:
    shown = python("import sys; print(sys.argv[1])")
    assert await run(*shown, "$(echo a) | `b`; *") == b"$(echo a) | `b`; *\n"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; print('hush'); sys.exit(3)", r"failed \(status 3\)"),
        ("print('hush' * 1000)", "prints more than"),
        ("while True: print('hush' * 1000)", "prints more than"),
    ],
)
async def test_what_goes_wrong_is_told_without_the_output(code: str, reason: str) -> None:
    with pytest.raises(NotProvided, match=reason) as caught:
        await run(*python(code))
    assert "hush" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_program_that_hangs_is_ended() -> None:
    hanging = python("import time; time.sleep(99)")
    with pytest.raises(NotProvided, match=r"takes more than 0\.2 seconds"):
        await run(*hanging, seconds=0.2)


async def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(NotProvided, match="“/no/such/program” cannot be started: No such file"):
        await run("/no/such/program", "secret")
