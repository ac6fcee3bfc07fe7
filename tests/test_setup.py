"""How the project sets itself up: what `make` runs, in a real shell, with a stand-in for Python."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROGRAMS = ("sh", "env", "dirname", "cmp", "cp", "rm", "mkdir", "sleep", "id", "cat", "sed", "make")

PYTHON = """#!/bin/sh
# A Python that makes environments and installs packages in no time, and writes down what it was asked for
case "$*" in
    *ensurepip*) exit {venv} ;;
    *'< (3, 11)'*) exit {old} ;;
    *version_info*) echo {version} ;;
    '-m venv'*) echo venv >>"{log}"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    '-m pip'*) for lock; do :; done; echo "pip $lock" >>"{log}"; sleep {pause}; [ ! -e "{broken}" ] ;;
    *) exec "{real}" "$@" ;;
esac
"""


class Machine:
    """A copy of the project on a machine that has only the programs it needs, and no Python."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.project = folder / "project"
        self.log = folder / "log"
        self.broken = folder / "broken"
        self.programs.mkdir()
        for name in PROGRAMS:
            found = shutil.which(name)
            assert found, name
            (self.programs / name).symlink_to(found)
        shutil.copytree(ROOT / "tools", self.project / "tools")
        shutil.copy(ROOT / "Makefile", self.project)
        self.change("requirements.txt", "one==1\n")
        self.change("requirements-dev.txt", "one==1\ntwo==2\n")

    def change(self, lock: str, text: str) -> None:
        (self.project / lock).write_text(text, encoding="utf-8")

    def add_program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def add_python(self, name: str, version: str, *, venv: bool = True, pause: float = 0) -> None:
        text = PYTHON.format(
            old=int(version.startswith("3.9")),
            venv=int(not venv),
            version=version,
            pause=pause,
            log=self.log,
            broken=self.broken,
            real=sys.executable,
        )
        self.add_program(name, text)

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.project,
            env={"PATH": str(self.programs), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *command: str, **environment: str) -> tuple[int, str, str]:
        """The exit code, what was printed, and what was said on standard error."""
        process = self.start(*command, **environment)
        printed, said = process.communicate(timeout=30)
        return process.returncode, printed, said

    def install(self, lock: str = "requirements.txt", **environment: str) -> tuple[int, str]:
        code, _, said = self.run("tools/install.sh", lock, **environment)
        return code, said

    def done(self) -> list[str]:
        """What its Pythons were asked for since the last time."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


# --- Python ------------------------------------------------------------------


def test_python_that_is_too_old_is_told_in_one_sentence(machine: Machine) -> None:
    machine.add_python("python3", "3.9.2")
    code, said = machine.install()
    assert code == 2
    assert said.count("\n") == 1
    assert "Python 3.11 or newer is needed, and python3 is 3.9.2: install it" in said
    assert "apt install python3 python3-venv" in said
    assert machine.done() == []


def test_missing_python_is_told_in_one_sentence(machine: Machine) -> None:
    code, said = machine.install()
    assert code == 2
    assert said.startswith("Python 3.11 or newer is needed, and python3 is not there: install it")
    assert said.count("\n") == 1


def test_python_without_venv_is_told_what_to_install(machine: Machine) -> None:
    """Debian cuts this module out of Python, into a package of its own."""
    machine.add_python("python3", "3.11.7", venv=False)
    code, said = machine.install()
    assert code == 2
    assert said == "python3 lacks the module venv: install it (Debian, Ubuntu: apt install python3-venv).\n"


def test_make_fails_where_python_is_too_old(machine: Machine) -> None:
    machine.add_python("python3", "3.9.2")
    code, _, said = machine.run("make", "site")
    assert code != 0
    assert "Python 3.11 or newer is needed" in said


def test_newer_python_beside_an_old_one_is_taken(machine: Machine) -> None:
    machine.add_python("python3", "3.9.2")
    machine.add_python("python3.12", "3.12.1")
    assert machine.install() == (
        0,
        "Making .venv with Python 3.12.1\nInstalling what requirements.txt names\n",
    )


def test_python_that_was_asked_for_is_taken(machine: Machine) -> None:
    machine.add_python("python3", "3.11.7")
    machine.add_python("python3.12", "3.12.1")
    machine.install()
    assert "Making .venv with Python 3.12.1" in machine.install(PYTHON="python3.12")[1]
    assert machine.install(PYTHON="python3.12") == (0, "")


def test_no_other_python_is_taken_than_the_one_asked_for(machine: Machine) -> None:
    machine.add_python("python3", "3.11.7")
    code, said = machine.install(PYTHON="python3.10")
    assert code == 2
    assert "python3.10 is not there" in said


# --- what is installed --------------------------------------------------------


def test_second_run_installs_nothing(machine: Machine) -> None:
    machine.add_python("python3", "3.11.7")
    machine.install()
    assert machine.done() == ["venv", "pip requirements.txt"]
    assert machine.install() == (0, "")
    assert machine.done() == []


def test_tests_add_to_what_the_site_needs(machine: Machine) -> None:
    machine.add_python("python3", "3.11.7")
    machine.install()
    machine.done()
    machine.install("requirements-dev.txt")
    assert machine.done() == ["pip requirements-dev.txt"]
    machine.install()
    assert machine.done() == []


def test_changed_lock_makes_a_new_environment(machine: Machine) -> None:
    """What the lock no longer names must not stay importable."""
    machine.add_python("python3", "3.11.7")
    machine.install("requirements-dev.txt")
    machine.done()
    machine.change("requirements-dev.txt", "one==1\ntwo==3\n")
    machine.install("requirements-dev.txt")
    assert machine.done() == ["venv", "pip requirements-dev.txt"]


def test_installation_that_failed_begins_anew(machine: Machine) -> None:
    machine.add_python("python3", "3.11.7")
    machine.broken.touch()
    code, said = machine.install()
    assert code == 2
    assert "What requirements.txt names could not be installed" in said
    machine.broken.unlink()
    machine.done()
    assert machine.install()[0] == 0
    assert machine.done() == ["venv", "pip requirements.txt"]


def test_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.add_python("python3", "3.11.7")
    machine.install()
    machine.done()
    (machine.project / ".venv/bin/python").unlink()
    assert machine.install()[0] == 0
    assert machine.done() == ["venv", "pip requirements.txt"]


def test_two_at_once_install_once(machine: Machine) -> None:
    machine.add_python("python3", "3.11.7", pause=0.2)
    processes = [machine.start("tools/install.sh", "requirements.txt") for _ in range(3)]
    for process in processes:
        process.communicate(timeout=30)
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert machine.done() == ["venv", "pip requirements.txt"]


# --- a browser ----------------------------------------------------------------

WORKS = "#!/bin/sh\necho Chromium 150\n"
STUB = "#!/bin/sh\necho 'Install the chromium snap first.' >&2\nexit 1\n"


def test_browser_of_the_machine_is_taken(machine: Machine) -> None:
    machine.add_program("google-chrome", WORKS)
    assert machine.run("tools/browser.sh") == (0, f"{machine.programs}/google-chrome\n", "")


def test_browser_that_was_named_is_taken(machine: Machine) -> None:
    machine.add_program("chromium", WORKS)
    machine.add_program("mine", WORKS)
    mine = f"{machine.programs}/mine"
    assert machine.run("tools/browser.sh", CHRONICLE_BROWSER=mine) == (0, f"{mine}\n", "")


def test_named_browser_that_does_not_run_is_an_error(machine: Machine) -> None:
    machine.add_program("chromium", WORKS)
    code, printed, said = machine.run("tools/browser.sh", CHRONICLE_BROWSER="/nowhere/chrome")
    assert (code, printed) == (2, "")
    assert said == "CHRONICLE_BROWSER names /nowhere/chrome, which does not run.\n"


def test_missing_browser_is_told_in_one_sentence(machine: Machine) -> None:
    """Never skipped silently: a page that no browser has shown has not been tested."""
    machine.add_program("chromium-browser", STUB)
    machine.add_program("id", "#!/bin/sh\necho 1000\n")
    code, printed, said = machine.run("tools/browser.sh")
    assert (code, printed) == (2, "")
    assert said.startswith("The tests need a browser: install Chromium or Google Chrome")
    assert said.count("\n") == 1


def test_root_on_debian_gets_the_systems_browser(machine: Machine) -> None:
    machine.add_program("id", "#!/bin/sh\necho 0\n")
    chromium = machine.programs / "chromium"
    machine.add_program(
        "apt-get",
        f"#!/bin/sh\necho \"apt $*\"\ncase $* in *chromium*) cp /bin/true '{chromium}' ;; esac\n",
    )
    code, printed, said = machine.run("tools/browser.sh")
    assert (code, printed) == (0, f"{chromium}\n")
    assert "apt update" in said
    assert "chromium fonts-noto-core" in said


# --- the locks ----------------------------------------------------------------

LOCKED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def locked(lock: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / lock).read_text(encoding="utf-8")))


def asked_for() -> dict[str, list[Requirement]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run_time = [Requirement(line) for line in project["dependencies"]]
    return {
        "requirements.txt": run_time,
        "requirements-dev.txt": run_time
        + [Requirement(line) for line in project["optional-dependencies"]["dev"]],
    }


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_locked_by_hash_and_no_address_stands_in_a_lock(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert not re.search(r"^ *-", re.sub(r"^ +--hash=.*$", "", text, flags=re.MULTILINE), re.MULTILINE)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_lock_holds_what_the_project_asks_for(lock: str) -> None:
    """Who changes pyproject.toml runs `make lock`."""
    versions = locked(lock)
    for requirement in asked_for()[lock]:
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)])


def test_tests_run_with_the_versions_that_build_the_site() -> None:
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


def test_every_dependency_is_justified() -> None:
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    names = {requirement.name for requirement in asked_for()["requirements-dev.txt"]}
    assert {name for name in names if f"| `{name}` |" not in text} == set()
