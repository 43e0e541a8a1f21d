"""Hands broken input to every door for a while: ``python -m tests.fuzz --seconds 60``.

Prints how many inputs each door was given, and keeps those at which something did not hold; ends
with 1 then. An input that takes longer than ``HANG`` seconds ends the run, with a traceback and
with the input kept. ``--guided parse`` lets atheris look for inputs that reach new code, where
it is installed; it runs until something is found or the time is over.
"""

import argparse
import faulthandler
import importlib
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.fuzz.mutation import mutate
from tests.fuzz.targets import TARGETS, Target

HANG = 60
"""Seconds after which an input of at most 64 KiB counts as one that never ends."""


def hold(target: Target, data: bytes, folder: Path, kept: Path) -> bool:
    """Hand one input to a door; return whether all held, else say what did not and keep it."""
    kept.write_bytes(data)
    faulthandler.dump_traceback_later(HANG, exit=True)
    try:
        target.run(data, folder)
    except Exception:
        print(f"{target.name} does not hold, see {kept}", file=sys.stderr)
        traceback.print_exc(limit=-6)
        return False
    finally:
        faulthandler.cancel_dump_traceback_later()
    kept.unlink()
    return True


def at_random(seconds: float, seed: int, targets: list[Target], folder: Path) -> int:
    """Go round all doors until the time is over; return how many inputs did not hold."""
    chance, given, faults = random.Random(seed), Counter[str](), 0
    found = Path(tempfile.mkdtemp(prefix="newsreader-fuzz-"))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for target in targets:
            given[target.name] += 1
            kept = found / f"{target.name}-{given[target.name]}"
            faults += not hold(target, mutate(target.seeds, chance), folder, kept)
    print(f"seed {seed}:", ", ".join(f"{n} to {name}" for name, n in given.items()))
    if not faults:
        found.rmdir()
    return faults


def guided(target: Target, seconds: float, folder: Path) -> None:
    """Let atheris look for inputs that reach new code; ends the process."""
    atheris = importlib.import_module("atheris")
    kept = Path(tempfile.mkdtemp(prefix="newsreader-fuzz-")) / target.name
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(seed)

    def once(data: bytes) -> None:
        if not hold(target, data, folder, kept):
            sys.exit(1)

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], str(corpus), f"-max_total_time={int(seconds)}"], once)
    atheris.Fuzz()


def main() -> int:
    """Run for a while; return 0 where all holds."""
    names = [target.name for target in TARGETS]
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", choices=names)
    parser.add_argument("--guided", choices=names)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chosen = [one for one in TARGETS if one.name == (options.guided or options.only)]
        if options.guided:
            guided(chosen[0], options.seconds, folder)
        faults = at_random(options.seconds, options.seed, chosen or list(TARGETS), folder)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
