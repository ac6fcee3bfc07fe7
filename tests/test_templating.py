"""Templates in fewer steps than Jinja takes: what they print is what Jinja prints."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from chronicle.model import Later, Page, View
from chronicle.templating import QuickEnvironment

MACROS = """
{%- macro tag(words, kind="b", last="") %}<{{ kind }}>{{ words }}{{ last }}</{{ kind }}>{% endmacro %}
{%- macro all() %}{{ varargs | join("+") }}{{ kwargs["end"] }}{% endmacro %}
{%- macro around() %}({{ caller() }}){% endmacro %}
{%- macro state(it) %}{{ it.state }}{% if it.colour is defined %} in {{ it.colour }}{% endif %}{% endmacro %}
"""


@dataclass(frozen=True)
class Words:
    text: str
    parts: tuple[str, ...] = ()


def environment(kind: type[Environment]) -> Environment:
    made = kind(
        loader=DictLoader({"macros.html": MACROS}),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.globals.update(gettext=str)
    return made


def printed(kind: type[Environment], template: str, page: Any) -> str:
    text = '{% from "macros.html" import tag, all, around, state %}' + template
    return environment(kind).from_string(text).render(page=page)


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.text }}",
        "{{ tag(page.text) }}",
        '{{ tag(page.text, "i") }}',
        '{{ tag(page.text, last="!") }}',
        '{{ tag(page.text, "i", "<") }}',
        "{{ tag(tag(page.text)) }}",
        '{{ all(1, page.text, 3, end="<") }}',
        '{{ all(class=page.text, end="<") }}{{ all(*page.parts, **{"end": page.text}) }}',
        "{% call around() %}{{ page.text }}{% endcall %}",
        '{{ state({"state": page.text}) }}{{ state({"state": "held", "colour": "<red>"}) }}',
        "{% if page.text is defined %}yes{% endif %}{% if page.other is defined %}yes{% else %}no{% endif %}",
        "{{ page.parts[0] }}{{ page.parts | length }}{{ page.text | upper }}{{ 1 }}{{ none }}",
        "{% for part in page.parts %}{{ loop.index }}{{ part }}{% endfor %}",
        "{% block first %}<{{ page.text }}>{% endblock %}{{ self.first() }}",
    ],
)
def test_a_template_prints_what_jinja_prints(template: str) -> None:
    for page in (Words("<b> & 'co'", ("a", "<"))), Words(Markup("<i>safe</i>"), (Markup("<br>"),)):
        assert printed(QuickEnvironment, template, page) == printed(Environment, template, page)


@pytest.mark.parametrize("template", ["{{ page.other }}", "{{ nobody }}", "{{ nobody.text }}", "{{ tag() }}"])
def test_what_is_not_there_is_an_error(template: str) -> None:
    with pytest.raises((UndefinedError, AttributeError)):
        printed(QuickEnvironment, template, Words("words"))


def test_a_macro_that_gets_too_much_is_an_error() -> None:
    with pytest.raises(TypeError):
        printed(QuickEnvironment, "{{ tag(1, 2, 3, 4) }}", Words(""))


def two_inputs(first: str, second: str) -> tuple[str, str]:
    return first, second


def test_inputs_that_are_put_together_later_are_those_that_are_given_at_once() -> None:
    view = View(two_inputs, None)
    later = Page("/x/", view, Later(two_inputs, "a", "b"))
    assert later.inputs == ("a", "b")
    assert later == Page("/x/", view, ("a", "b"))
    assert later != Page("/x/", view, ("a", "c"))


def test_to_another_process_go_the_inputs_themselves() -> None:
    """Where processes are not copies of the first, as on some platforms."""
    given = pickle.loads(pickle.dumps(Later(two_inputs, "a", "b")))
    assert given == ("a", "b")
