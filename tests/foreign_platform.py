"""Makes a Python process look like one of another system, as far as this program can tell."""

import asyncio.base_subprocess
import importlib
import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace

PLATFORMS = ("win32", "darwin")
"""The values of ``sys.platform`` that can be simulated."""
VARIABLE = "NEWSREADER_TEST_PLATFORM"
"""The environment variable that names the system to look like."""

UNIX_MODULES = ("fcntl", "resource", "termios", "tty", "pty", "pwd", "grp", "syslog")
"""What Windows has no module for."""
UNIX_SIGNALS = (
    *("SIGHUP", "SIGKILL", "SIGQUIT", "SIGALRM", "SIGPIPE", "SIGCHLD", "SIGCONT", "SIGTSTP"),
    *("SIGSTOP", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGXCPU", "SIGXFSZ", "SIGTTIN", "SIGTTOU"),
)
"""The signals that Windows has no name for."""
UNIX_CALLS = (
    *("fork", "forkpty", "killpg", "getpgid", "setpgid", "setsid", "getuid", "geteuid", "getgid"),
    *("chown", "fchmod", "fchown", "uname", "sysconf", "nice", "mkfifo", "openpty"),
    *("sched_getaffinity", "sched_setaffinity", "wait3", "wait4", "posix_spawn", "getloadavg"),
)
"""The functions of ``os`` that Windows lacks."""

SITECUSTOMIZE = f"""
import os
from tests.foreign_platform import simulate
simulate(os.environ["{VARIABLE}"])
"""
"""A module that makes each Python that finds it look foreign, before it runs anything."""


def module_names() -> list[str]:
    """Return the names of all modules of the package, but those that run when imported."""
    import newsreader

    found = pkgutil.walk_packages(newsreader.__path__, "newsreader.")
    return [one.name for one in found if one.name != "newsreader.__main__"]


def simulate(platform: str) -> None:
    """Take away what ``platform`` lacks, for all modules of the program imported from now on.

    What they need of others is imported before: libraries keep the system they run on.
    """
    for name in module_names():
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "newsreader"]:
        del sys.modules[name]
    if platform == "win32":
        for library in (subprocess, asyncio.base_subprocess):
            for module in (os, signal):
                vars(library)[module.__name__] = SimpleNamespace(**vars(module))
        _take_away(signal, UNIX_SIGNALS)
        _take_away(os, UNIX_CALLS)
        sys.modules["msvcrt"] = _msvcrt()
        for name in UNIX_MODULES:
            sys.modules[name] = None  # type: ignore[assignment]  # importing it fails
        # What is left are the methods of the abstract event loop, which knows no signals.
        for loop in asyncio.SelectorEventLoop.__mro__:
            if loop is not asyncio.AbstractEventLoop:
                _take_away(loop, ("add_signal_handler", "remove_signal_handler"))
    else:
        import resource

        _take_away(os, ("sched_getaffinity", "sched_setaffinity"))
        resource.setrlimit = _without_memory_limit(resource.setrlimit, resource.RLIMIT_AS)
    sys.platform = platform


def _take_away(owner: object, names: tuple[str, ...]) -> None:
    for name in names:
        if name in vars(owner):
            delattr(owner, name)
    if owner is os and "process_cpu_count" in vars(os):  # Python 3.13 defines it by what is gone
        vars(os)["process_cpu_count"] = os.cpu_count


def _without_memory_limit(
    setrlimit: Callable[[int, tuple[int, int]], None], address_space: int
) -> Callable[[int, tuple[int, int]], None]:
    """Return a ``setrlimit`` that refuses to limit memory, as macOS does."""

    def limit(which: int, limits: tuple[int, int]) -> None:
        if which == address_space:
            raise ValueError("current limit exceeds maximum limit")
        setrlimit(which, limits)

    return limit


def _msvcrt() -> ModuleType:
    """Return a stand-in whose lock is that of this system, in the terms of Windows."""
    import fcntl

    module = ModuleType("msvcrt")

    def locking(descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1), "only LK_NBLCK of one byte is simulated"
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    module.LK_NBLCK = 2  # type: ignore[attr-defined]
    module.locking = locking  # type: ignore[attr-defined]
    return module
