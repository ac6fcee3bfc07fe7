"""Templates see their page and the fixed globals, nothing else, and compute nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta, nodes

TEMPLATES = Path(__file__).parent.parent / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
GLOBALS = {"page", "address", "site", "url_for", "once", "_", "gettext", "ngettext"}


FILTERS = (
    "each",
    "date",
    "short_date",
    "month",
    "month_name",
    "day",
    "day_of_year",
    "number",
    "country",
    "language_name",
    "unbroken",
)
"""The filters of ours; another one fails here."""


@pytest.fixture(scope="module")
def environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n"], autoescape=True
    )
    environment.filters |= dict.fromkeys(FILTERS, str)
    return environment


def parsed(environment: Environment, name: str) -> nodes.Template:
    return environment.parse((TEMPLATES / name).read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_uses_nothing_but_its_page_and_the_fixed_globals(
    environment: Environment, name: str
) -> None:
    """`self` is Jinja's own, for a block that prints another. Parents and partials are in the list.

    Jinja counts names that are imported above a block, or set in a branch, and
    macros above one, as undeclared: they are taken out.
    """
    tree = parsed(environment, name)
    imported = {
        item if isinstance(item, str) else item[1]
        for node in tree.find_all(nodes.FromImport)
        for item in node.names
    }
    assigned = {target.name for target in tree.find_all(nodes.Name) if target.ctx == "store"}
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    used = meta.find_undeclared_variables(tree)
    assert used - imported - assigned - macros - {"self", "caller"} <= GLOBALS


@pytest.mark.parametrize("name", NAMES)
def test_what_a_template_refers_to_is_there_and_known_without_rendering(
    environment: Environment, name: str
) -> None:
    """A page's key holds its template and all that it extends and imports: none may be chosen later."""
    for reference in meta.find_referenced_templates(parsed(environment, name)):
        assert reference in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_macros_are_imported_without_context(environment: Environment, name: str) -> None:
    tree = parsed(environment, name)
    assert not [node for node in tree.find_all(nodes.FromImport) if node.with_context]
    assert not [node for node in tree.find_all(nodes.Import) if node.with_context]
    assert not list(tree.find_all(nodes.Include)), "partials are macros, not includes"


COMPUTING = re.compile(
    r"namespace\(|\| *(selectattr|rejectattr|groupby|sort|map|sum|unique)\b|\{% *set (\w+) *= *\2 *[+~]"
)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_does_not_compute(name: str) -> None:
    """What has to be sorted, counted or searched is a field of the page."""
    assert COMPUTING.findall((TEMPLATES / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_sets_no_style_and_no_event_handler(name: str) -> None:
    """The Content-Security-Policy forbids them."""
    text = (TEMPLATES / name).read_text("utf-8")
    assert re.findall(r"<[^>]*\s(?:style|on[a-z]+)=", text) == []
    assert "<style" not in text
