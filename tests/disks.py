"""Folders that cannot be written: read-only ones, for the administrator, too, and full ones."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write in a folder or its files for as long as a block runs.

    Permissions do not stop the administrator, who can mount the folder read-only instead; where
    neither is to be had the test is skipped.
    """
    if not hasattr(os, "geteuid"):
        pytest.skip("folders have no permissions here")
    if os.geteuid() == 0:
        for options in (["--bind"], ["-o", "remount,ro,bind"]):
            if subprocess.run(["mount", *options, folder, folder], check=False).returncode:
                pytest.skip("nothing can be mounted here")
        try:
            yield
        finally:
            subprocess.run(["umount", folder], check=True)
        return
    files = [one for one in folder.rglob("*") if one.is_file()]
    for one in files:
        one.chmod(0o400)
    folder.chmod(0o500)
    try:
        yield
    finally:
        folder.chmod(0o700)
        for one in files:
            one.chmod(0o600)


@contextmanager
def full(folder: Path, kilobytes: int) -> Iterator[None]:
    """Let a folder be a disk of so many kilobytes for as long as a block runs."""
    size = f"size={kilobytes}k"
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only the administrator can mount a disk")
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)
