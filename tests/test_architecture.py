"""The arrows between the stages go one way, and the engine knows nothing of this chronicle."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "chronicle"
STAGES = ("load", "validate", "link", "derive", "plan", "index", "render", "write")
MODULES = sorted(path for path in ENGINE.rglob("*.py"))
AROUND = (
    "chronicle.commands",
    "chronicle.editing",
    "chronicle.bases",
    "chronicle.checking",
    "chronicle.former",
    "chronicle.links",
    "chronicle.review",
    "chronicle.serving",
)
"""What uses a build and is no part of one: commands, and what they do for editors."""


def imports_of(path: Path) -> set[str]:
    """The modules of ours that a file imports, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("chronicle"):
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.startswith("chronicle")}
    return found


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def reached_from(module: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        for name in graph.get(waiting.pop(), set()):
            if name in graph and name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen


GRAPH = {name_of(path): imports_of(path) for path in MODULES}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_reaches_no_other_stage(stage: str) -> None:
    """Directly or through others: a stage gets data, never the stage that made it.

    `plan` may name the type of what `derive` gives, which stands in the module of that stage.
    """
    others = {f"chronicle.{other}" for other in STAGES if other != stage}
    allowed = {"chronicle.derive"} if stage == "plan" else set()
    assert reached_from(f"chronicle.{stage}", GRAPH) & others <= allowed


def test_only_build_imports_the_stages() -> None:
    """Three modules know the order, one as far as the plan, one from there to the disk;
    two do a piece of it in several processes, one the full-text index, one opens notes once more.

    Pages and exports may name the type of what `derive` gives. What stands round the
    engine and calls it (commands, the check as a command) is no part of a build.
    """
    stages = {f"chronicle.{stage}" for stage in STAGES}
    importers = {name for name, imported in GRAPH.items() if imported & (stages - {"chronicle.derive"})}
    importers = {name for name in importers if not name.startswith(AROUND)}
    assert importers == {
        *("chronicle.build", "chronicle.indexing", "chronicle.reading", "chronicle.rendering"),
        *("chronicle.planning", "chronicle.putting", "chronicle.whereabouts"),
    }


def test_the_types_import_nothing_but_problems() -> None:
    types = {name for name in GRAPH if name == "chronicle.model" or name.startswith("chronicle.model.")}
    reached = {other for name in types for other in GRAPH[name] if other in GRAPH}
    assert reached - types == {"chronicle.problems"}
    assert {name for name in GRAPH["chronicle.problems"] if name in GRAPH} == set()


def test_only_load_and_write_and_what_keeps_the_cache_touch_the_disk() -> None:
    """Between them nothing opens a file, so that the same data gives the same bytes."""
    touching = re.compile(
        r"\bopen\(|read_text|read_bytes|write_text|write_bytes|\bos\.walk|\.iterdir\(|\.rglob\("
    )
    allowed = {"load", "write", "wording", "content_folder", "text_file", "lock"} | {
        "cache",
        "judged",
        "manifest",
        "ownership",
        "stamps",
        "surroundings",
        "reading",
        "repository",
        "history",
        "published",
        "template_folder",
    }
    inner = [path for path in MODULES if not name_of(path).startswith(AROUND)]
    touched = {path.stem for path in inner if touching.search(path.read_text("utf-8"))}
    assert touched <= allowed


def test_nothing_in_the_engine_reads_the_clock() -> None:
    """The only clock of a build is the default of `--today`."""
    clock = re.compile(r"\.today\(\)|\.now\(|time\.time\(")
    reading = [
        path.relative_to(ENGINE).as_posix() for path in MODULES if clock.search(path.read_text("utf-8"))
    ]
    assert reading == ["commands/options.py"]


SUBJECT = re.compile(
    r"\b(ISIS|ISIL|Islamic State|Iraq|Syria|Mosul|Raqqa|Euphrates|Peshmerga|caliphate|coalition|SDF)\b",
    re.I,
)
DOCSTRING_OR_COMMENT = re.compile(r'"""(?:.|\n)*?"""|#[^\n]*')


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "templates").rglob("*.html"))], ids=str)
def test_the_engine_and_the_templates_name_nothing_of_this_campaign(path: Path) -> None:
    """Worked examples in docstrings may; code and templates may not: others use them, too."""
    code = DOCSTRING_OR_COMMENT.sub("", path.read_text("utf-8"))
    code = re.sub(r"\{#(?:.|\n)*?#\}", "", code)
    assert SUBJECT.findall(code) == []
