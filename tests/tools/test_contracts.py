"""The import contracts of pyproject.toml, held against small packages that keep or break each of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT = {
    "bot/command_line.py": "import aiogram, handlers.sign_up, playground.server",
    "handlers/sign_up.py": "import aiogram, messages.cards, services.sign_up, models.people",
    "handlers/visit.py": "import sqlalchemy",
    "messages/cards.py": "import aiogram, services.sign_up, services.rules.age",
    "messages/wording.py": "import sqlalchemy",
    "models/people.py": "import sqlalchemy",
    "playground/server.py": "import aiohttp",
    "services/rules/age.py": "import datetime\nfrom services.rules import dates",
    "services/rules/dates.py": "import enum",
    "services/sign_up.py": "import sqlalchemy, models.people, services.rules.age",
}
BROKEN = {
    "arrows": ("services/sign_up.py", "import messages.cards"),
    "rules": ("services/rules/age.py", "import services.sign_up"),
    "no-telegram-below": ("models/people.py", "import aiogram"),
    "no-queries-above": ("handlers/sign_up.py", "import sqlalchemy"),
    "independent-client": ("handlers/sign_up.py", "import telegram"),
    "playground-stands-alone": ("playground/server.py", "import models.people"),
    "playground-is-started-by-bot": ("handlers/sign_up.py", "import playground.server"),
    "tools-are-for-builders": ("bot/command_line.py", "import tools.contracts"),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for file, code in KEPT.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).parent.joinpath("__init__.py").touch()
        (tmp_path / file).write_text(code + "\n", "utf-8")
    return tmp_path


def run(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", *arguments]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def test_a_house_in_order_keeps_them_all(house: Path) -> None:
    result = run(house)
    assert result.returncode == 0, result.stdout
    assert f"{len(BROKEN)} kept, 0 broken" in result.stdout


@pytest.mark.parametrize("contract", BROKEN)
def test_each_is_broken_by_the_import_that_it_forbids(house: Path, contract: str) -> None:
    file, code = BROKEN[contract]
    (house / file).write_text(code + "\n", "utf-8")
    result = run(house, "--contract", contract)
    assert result.returncode == 1, result.stdout
    assert "0 kept, 1 broken" in result.stdout


def test_rules_may_not_use_an_installed_library(house: Path) -> None:
    (house / "services/rules/dates.py").write_text("import sqlalchemy.orm\n", "utf-8")
    assert "services.rules.dates imports sqlalchemy" in run(house, "--contract", "rules").stdout
