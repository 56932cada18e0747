"""The real program in a process of its own, and a browser to look at its page."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.screens import Visitor

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 30  # seconds to stop in


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; skips where there is none, except in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing")
        pytest.skip("needs Chromium (apt install chromium fonts-noto-color-emoji)")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the playground's page is, once `python -m bot run` has printed it."""
    folder = tmp_path_factory.mktemp("playground")
    clean = {name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "DATABASE_URL")}
    settings = {**clean, "PYTHONPATH": str(ROOT), "PLAYGROUND_PORT": str(free_port())}
    log = folder / "log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=errors, text=True,
        ) as program,
    ):  # fmt: skip
        assert program.stdout
        printed = re.search(r"http://127\.0\.0\.1:\d+", program.stdout.readline())
        assert printed, log.read_text()
        yield printed[0]
        program.send_signal(signal.SIGINT)
        assert program.wait(PATIENCE) == 0
    assert "Traceback" not in log.read_text()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visitor]:
    """Opens the page, in the size and the colours that a test asks for; a failure of its script fails the test."""
    visitor = Visitor(browser, address, ROOT / "var" / "screenshots")
    yield visitor
    visitor.leave()
