"""A build that is killed, stopped or has no room leaves the site whole, and the next one is right."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chronicle import build as engine
from chronicle.write import WriteError
from tests.incremental.properties import tree
from tests.incremental.small import EVENT, Small, small
from tests.world import ROOT

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes that it has forked")


def forked_build(chronicle: Small, jobs: int) -> int:
    """A build in a process of its own; its number."""
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            chronicle.build(jobs=jobs)
        finally:
            os._exit(0)
    return pid


@forks
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_moment_every_file_is_whole_and_the_next_build_is_right(
    tmp_path: Path, jobs: int
) -> None:
    chronicle = small(tmp_path)
    sites = []
    for words in (("title: A small", "title: A large"), ("title: A large", "title: A small")):
        sites.append(chronicle.fresh())
        turn(chronicle, *words)
    start = time.monotonic()
    chronicle.build()
    length = time.monotonic() - start
    moments = random.Random(jobs)
    for number in range(15):
        before, after = sites[number % 2], sites[(number + 1) % 2]
        turn(chronicle, *(("title: A small", "title: A large")[:: -1 if number % 2 else 1]))
        pid = forked_build(chronicle, jobs)
        time.sleep(moments.random() * length)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        for name, content in tree(chronicle.site).items():
            assert content in (before.get(name), after.get(name)), name
        chronicle.build(jobs=jobs)
        assert chronicle.said in ([], [f"another build is at work in {chronicle.site}; waiting for it"])
        assert tree(chronicle.site) == after
        assert_nothing_left(chronicle)


def turn(chronicle: Small, old: str, new: str) -> None:
    """Every page gets another title, an event other prose, and a page comes or goes."""
    chronicle.edit("content/site.yaml", old, new)
    event = (chronicle.folder / EVENT).read_text()
    words = ("All fled", "Nobody fled")
    chronicle.edit(EVENT, *(words if words[0] in event else words[::-1]))
    page = chronicle.folder / "content/pages/now-and-then.md"
    if page.exists():
        page.unlink()
    else:
        page.write_text("---\ntitle: Now and then\n---\nWords.\n")


def assert_nothing_left(chronicle: Small) -> None:
    left = sorted(path.name.split("-")[0] for path in chronicle.cache.iterdir())
    assert left == ["files", "findings", "lock", "manifest", "prose", "records"]


@forks
def test_a_build_that_was_killed_leaves_no_process_at_work(tmp_path: Path) -> None:
    """It would go on writing files beside the next build."""
    chronicle = small(tmp_path)
    script = (
        "import os, sys, time\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from chronicle.workers import shared_out\n"
        "def work(items, path):\n"
        "    if os.getpid() != parent:\n"
        "        open(path, 'w').write(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "parent = os.getpid()\n"
        "shared_out(work, [1, 2], 2, sys.argv[1])\n"
    )
    told = tmp_path / "worker"
    first = subprocess.Popen([sys.executable, "-c", script, str(told)])
    worker = int(wait_for(told))
    first.kill()
    first.wait()
    for _ in range(200):
        if not is_running(worker):
            break
        time.sleep(0.02)
    assert not is_running(worker)
    assert chronicle.build().written is not None


def wait_for(path: Path) -> str:
    for _ in range(500):
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.02)
    raise AssertionError(f"{path} never came")


def is_running(pid: int) -> bool:
    """A process that has ended and that nobody has asked for its end is not."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_what_killed_builds_left_goes_even_where_nothing_has_to_be_done(tmp_path: Path) -> None:
    chronicle = small(tmp_path)
    chronicle.build()
    chronicle.build()
    (chronicle.cache / "staging/old").mkdir(parents=True)
    (chronicle.cache / "staging/old/0-0").write_text("half a page")
    (chronicle.cache / "records.new").write_text("half of the records")
    assert chronicle.build().seconds.keys() == {"look"}
    assert_nothing_left(chronicle)


def test_a_page_of_a_killed_build_whose_note_is_gone_again_goes_too(tmp_path: Path) -> None:
    """No manifest tells of it: what is about to be written is noted before."""
    chronicle = small(tmp_path)
    chronicle.build()
    old = tree(chronicle.cache)
    added = tmp_path / "content/pages/gone.md"
    added.write_text("---\ntitle: Gone\n---\nSoon.\n")
    chronicle.build()
    for name in ("manifest", "records"):
        (chronicle.cache / name).write_bytes(old[name])
    assert (chronicle.site / "gone/index.html").is_file()
    added.unlink()
    chronicle.build()
    assert not (chronicle.site / "gone").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_that_is_stopped_by_hand_says_one_sentence(tmp_path: Path, jobs: str) -> None:
    chronicle = small(tmp_path, templates=ROOT / "templates")
    process = subprocess.Popen(
        chronicle.line("--jobs", jobs),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    for _ in range(500):
        if list(chronicle.cache.glob("staging/*/*")):
            break
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "stopped; the next build puts right what this one has left\n")
    assert not (chronicle.cache / "staging").exists()


# --- no room, no right --------------------------------------------------------------


def assert_refused(chronicle: Small, *arguments: str, words: str) -> None:
    done = chronicle.command(*arguments)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert words in done.stderr


def mounted(folder: Path, *options: str) -> bool:
    """Whether something could be mounted here; that takes more rights than most have."""
    folder.mkdir(exist_ok=True)
    command = ["mount", *options, str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("where", ["small", "small/site"])
def test_a_full_disk_is_one_sentence_and_the_last_good_files_stay(
    tmp_path: Path, jobs: str, where: str
) -> None:
    """Beside the cache, or a file system that holds the site alone."""
    chronicle = small(tmp_path)
    disk = tmp_path / where
    disk.parent.mkdir(exist_ok=True)
    if not mounted(disk, "-t", "tmpfs", "-o", "size=9m", "tmpfs"):
        pytest.skip("cannot mount a small disk here")
    try:
        site = tmp_path / "small/site"
        output = ("--output", str(site), "--jobs", jobs)
        assert chronicle.command(*output).returncode == 0
        before = tree(site)
        free = os.statvfs(disk)
        (disk / "filler").write_bytes(b"x" * (free.f_bavail * free.f_frsize - 65536))
        chronicle.edit("content/site.yaml", "title: A ", "title: Another ")
        assert_refused(chronicle, *output, words="No space left on device")
        found = tree(site)
        found.pop("filler", None)
        assert found == before
        (disk / "filler").unlink()
        assert chronicle.command(*output).returncode == 0
        assert tree(site) == chronicle.fresh()
        assert not (site / ".staging").exists()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_may_not_be_so_long_is_one_sentence(tmp_path: Path, jobs: str) -> None:
    """As with a quota that is used up."""
    chronicle = small(tmp_path)
    chronicle.build()
    before = tree(chronicle.site)
    chronicle.edit("content/site.yaml", "title: A ", "title: Another ")
    script = (
        "import resource, runpy\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        f"runpy.run_path({str(ROOT / 'build.py')!r}, run_name='__main__')\n"
    )
    done = chronicle.alone("--jobs", jobs, script=("-c", script), PYTHONPATH=str(ROOT))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "File too large" in done.stderr
    assert tree(chronicle.site) == before


@pytest.mark.parametrize("what", ["site", ".site.cache"])
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, what: str) -> None:
    chronicle = small(tmp_path)
    chronicle.build()
    before = tree(chronicle.site)
    chronicle.edit("content/site.yaml", "title: A ", "title: Another ")
    folder = tmp_path / what
    if os.geteuid() == 0:
        if not mounted(folder, "--bind", str(folder)):
            pytest.skip("root may write everywhere, and cannot mount here")
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
    else:
        folder.chmod(0o555)
    try:
        assert_refused(chronicle, words="Read-only file system" if os.geteuid() == 0 else "Permission denied")
        assert tree(chronicle.site) == before
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", str(folder)], check=True)
        else:
            folder.chmod(0o755)
    assert chronicle.command().returncode == 0
    assert tree(chronicle.site) == chronicle.fresh()


def test_a_folder_where_none_can_be_made_is_one_sentence(tmp_path: Path) -> None:
    chronicle = small(tmp_path)
    (tmp_path / "file").write_text("")
    assert_refused(chronicle, "--output", "file/site", words="Not a directory")
    if sys.platform == "linux":
        assert_refused(chronicle, "--output", "/proc/site", words="/proc/.site.cache: ")


def test_an_error_in_the_middle_of_writing_leaves_whole_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chronicle = small(tmp_path)
    chronicle.build()
    before = tree(chronicle.site)
    chronicle.edit("content/site.yaml", "title: A ", "title: Another ")
    after = chronicle.fresh()
    replaced, left = Path.replace, 100

    def failing(self: Path, target: Path) -> Path:
        nonlocal left
        if target.is_relative_to(chronicle.site):
            left -= 1
            if left < 0:
                raise OSError(5, "Input/output error", str(target))
        return replaced(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        with pytest.raises(WriteError, match="Input/output error"):
            chronicle.build()
    found = tree(chronicle.site)
    assert found not in (before, after)
    assert all(content in (before[name], after[name]) for name, content in found.items())
    assert not (chronicle.cache / "staging").exists()
    chronicle.build()
    assert tree(chronicle.site) == after


# --- processes that fail ----------------------------------------------------------------


def test_a_process_that_dies_is_one_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    chronicle = small(tmp_path)
    script = (
        "import os, runpy, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from chronicle import rendering\n"
        "parent, render = os.getpid(), rendering.render\n"
        "def dying(*arguments):\n"
        "    if os.getpid() != parent: os.kill(os.getpid(), 9)\n"
        "    return render(*arguments)\n"
        "rendering.render = dying\n"
        "import multiprocessing\n"
        "if sys.platform != 'win32': multiprocessing.set_start_method('fork')\n"
        f"runpy.run_path({str(ROOT / 'build.py')!r}, run_name='__main__')\n"
    )
    done = chronicle.alone("--jobs", "2", script=("-c", script))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "it was killed, perhaps because memory ran out" in done.stderr
    assert not chronicle.site.exists()


# --- two at once ------------------------------------------------------------------------


def test_of_two_builds_at_once_the_second_waits_and_says_so(tmp_path: Path) -> None:
    chronicle = small(tmp_path, templates=ROOT / "templates")
    builds = [
        subprocess.Popen(
            chronicle.line(), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = [build.communicate() for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert sorted(errors for _, errors in told) == ["", "another build is at work in site; waiting for it\n"]
    assert sorted("0 rendered" in words for words, _ in told) == [False, True]
    assert tree(chronicle.site) == chronicle.fresh()


def test_builds_in_two_folders_do_not_wait(tmp_path: Path) -> None:
    chronicle = small(tmp_path)
    engine.build(chronicle.request, chronicle.said.append)
    done = chronicle.command("--output", "other")
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(tmp_path / "other") == tree(chronicle.site)
    shutil.rmtree(tmp_path / "other")
