"""tools/venv.sh on machines with other Pythons: stand-ins on a PATH that holds nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "venv.sh"
STAND_IN = """#!/bin/sh
case "$*" in
    *"sys.exit"*) exit {too_old} ;;
    *"print"*) echo {version} ;;
    *"ensurepip"*) exit {no_ensurepip} ;;
    "-m venv"*) echo "{version} makes $4" ;;
esac
"""
SHIM = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"


class Machine:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str, version: str, *, too_old: bool = False, no_ensurepip: bool = False) -> None:
        self.installs(name, STAND_IN.format(version=version, too_old=int(too_old), no_ensurepip=int(no_ensurepip)))

    def installs(self, name: str, script: str) -> None:
        (self.folder / name).write_text(script, "utf-8")
        (self.folder / name).chmod(0o755)

    def makes_venv(self) -> tuple[int, str]:
        result = subprocess.run(
            ["/bin/sh", SCRIPT, ".venv"],
            env={"PATH": str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return result.returncode, result.stdout


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_takes_the_newest_that_is_tested(machine: Machine) -> None:
    machine.has("python3", "3.11")
    machine.has("python3.12", "3.12")
    assert machine.makes_venv() == (0, "Making .venv with python3.12 …\n3.12 makes .venv\n")


def test_a_name_that_runs_nothing_is_passed_over(machine: Machine) -> None:
    machine.installs("python3.13", SHIM)
    machine.has("python3", "3.11")
    assert machine.makes_venv()[1].endswith("3.11 makes .venv\n")


def test_refuses_an_old_python_in_one_line(machine: Machine) -> None:
    machine.has("python3", "3.9", too_old=True)
    assert machine.makes_venv() == (1, "Paraat needs Python 3.11 or newer; python3 here is 3.9.\n")


def test_refuses_a_machine_without_python_in_one_line(machine: Machine) -> None:
    assert machine.makes_venv() == (1, "Paraat needs Python 3.11 or newer.\n")


def test_names_the_package_that_debian_keeps_apart(machine: Machine) -> None:
    machine.has("python3", "3.11", no_ensurepip=True)
    code, output = machine.makes_venv()
    assert code == 1
    assert output == "python3 can't make a virtual environment. On Debian: apt install python3.11-venv\n"
