"""`python -m bot run` as a process that can be killed at any instant, and started again in a moment.

It is forked from a process that has imported everything already, which takes seconds.
"""

from __future__ import annotations

import multiprocessing
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.program.programs import environment

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["bot.commands"])


def run(folder: Path, setting: dict[str, str]) -> None:
    """What the process does."""
    from bot.commands import main  # noqa: PLC0415  imported before the fork; the tests' own process does without

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(setting)
    with (folder / "log.txt").open("a") as log, redirect_stdout(log), redirect_stderr(log):
        main(["run"])


@dataclass
class Program:
    """The program on one database and one Telegram; its log stays in the folder."""

    folder: Path
    setting: dict[str, str]
    _process: ForkServerProcess | None = field(default=None)

    def start(self) -> None:
        self._process = FORKS.Process(target=run, args=(self.folder, environment(**self.setting)), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """SIGKILL: it gets no chance to finish anything."""
        assert self._process
        self._process.kill()
        self._process.join()
        self._process.close()
        self._process = None

    def stop(self) -> None:
        """SIGTERM: it finishes what it began."""
        assert self._process
        self._process.terminate()
        self._process.join()
        self._process.close()
        self._process = None

    def end(self) -> None:
        if self._process:
            self.kill()
