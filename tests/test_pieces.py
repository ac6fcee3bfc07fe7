"""Parts that many pages print alike."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from markupsafe import Markup

from chronicle import pieces
from chronicle.model import Value, sealed
from chronicle.pieces import Macro, Pieces


class Row(Value, frozen=True, kw_only=True):
    name: str
    digest: bytes = b""


def macro(text: str) -> Macro:
    environment = Environment(autoescape=True)
    module = environment.from_string("{% macro row(item) %}" + text + "{% endmacro %}").module
    row: Macro = module.row  # type: ignore[attr-defined]  # the macro of the text
    return row


def test_a_macro_runs_once_for_the_same_arguments() -> None:
    runs: list[tuple[object, ...]] = []

    def counted(*arguments: object) -> str:
        runs.append(arguments)
        return "made"

    made = Pieces()
    assert [made.once(counted, "a", 1), made.once(counted, "a", 1), made.once(counted, "a", 2)] == [
        "made"
    ] * 3
    assert runs == [("a", 1), ("a", 2)]


def test_what_is_sealed_is_known_by_its_digest_and_its_type() -> None:
    row = macro("<b>{{ item.name }}</b>")
    made = Pieces()
    one, other = sealed(Row(name="One")), sealed(Row(name="Other"))
    assert made.each([one, other, one], row) == "<b>One</b><b>Other</b><b>One</b>"


def test_output_is_escaped_once() -> None:
    made = Pieces().once(macro("<b>{{ item }}</b>"), "A & B")
    assert (made, type(made)) == ("<b>A &amp; B</b>", Markup)


def test_no_items_are_no_text() -> None:
    assert Pieces().each((), macro("x")) == ""


def test_memory_is_bounded_and_nothing_is_lost_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MOST", 10)
    made = Pieces()
    row = macro("{{ item }};")
    assert made.each(range(100), row) == "".join(f"{number};" for number in range(100))
    assert len(made._made) <= 10
