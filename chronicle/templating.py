"""Jinja for templates that see nothing but what they are handed: with fewer steps from a value to the page.

What Jinja does at each value, each call and each import, to be ready for what
our templates never ask of it, is half of the time that a page takes.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from keyword import iskeyword
from types import CodeType
from typing import Any

import markupsafe
from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""What `escape` calls for a text: what is joined next need not be marked as safe one by one."""


def printed(value: Any) -> str:
    """What is printed of a value; text is escaped, and what a macro has made stands as it is."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is float or kind is int:
        return str(value)  # in which HTML reads nothing
    safe: str = value if kind is Markup else escape(value)
    return safe


class QuickMacro(Macro):
    """A macro that is called with arguments in their order takes them as they are.

    So does one that is called with nothing but a block besides.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        takes_more = self.catch_kwargs or self.catch_varargs or self.explicit_caller
        self._is_plain = not (takes_more or self.caller)
        self._takes_block = bool(self.caller) and not takes_more

    def __call__(self, *arguments: Any, **named: Any) -> str:
        left_out = self._argument_count - len(arguments)
        if self._is_plain and not named and left_out >= 0:
            texts = self._func(*arguments, *(missing,) * left_out) if left_out else self._func(*arguments)
        elif self._takes_block and not left_out and len(named) == 1 and "caller" in named:
            texts = self._func(*arguments, named["caller"])
        else:
            return super().__call__(*arguments, **named)
        return str.__new__(Markup, texts)  # `Markup(…)` looks for more first


class QuickTemplate(Template):
    """A template whose code prints and defines macros by the two above, and imports others once for all."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  # Jinja's name for it
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__.update(escape=printed, Macro=QuickMacro, Named=Named)
        return template

    def _get_default_module(self, ctx: Context | None = None) -> Any:  # noqa: ARG002
        """Macros are imported without context: a template has no globals of its own."""
        return super()._get_default_module()


class Named(dict[str, Any]):
    """What a template writes as ``{"state": state}``: its values are attributes, too."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class PlainPython(CodeGenerator):
    """``page.title`` is an attribute and never a key, so Python's own look-up will do, and so will its calls.

    Not for ``self.block``, and where it is asked whether ``page.title is defined``. Before a
    call Jinja looks whether what is called wants the context: nothing that our templates call does.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name for it
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self.write("Named(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802
        if isinstance(node.value, dict):
            self.write(f"Named({node.value!r})")
        else:
            super().visit_Const(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        if node.name == "defined" and isinstance(node.node, nodes.Getattr):
            self.write("hasattr(")
            self.visit(node.node.node, frame)
            self.write(f", {node.node.attr!r})")
        else:
            super().visit_Test(node, frame)


class Compiled(BytecodeCache):
    """What this process has compiled, by the name of the template; of use while its text stays."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = (bucket.checksum, bucket.code)


class QuickEnvironment(Environment):
    """Jinja for one language: words without variables are translated once, when a template is compiled."""

    template_class = QuickTemplate
    code_generator_class = PlainPython

    def compile(self, source: str | nodes.Template, *arguments: Any, **named: Any) -> Any:
        tree = self.parse(source, *arguments[:2]) if isinstance(source, str) else source
        return super().compile(_Translated(self).visit(tree), *arguments, **named)


class _Translated(NodeTransformer):
    """``_("words")``, and ``{% trans %}`` without variables, to the words."""

    def __init__(self, environment: Environment) -> None:
        self._gettext: Any = environment.globals["gettext"]

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802  # Jinja's name for it
        words = call.args[0] if len(call.args) == 1 and not call.kwargs else None
        is_gettext = isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext")
        if is_gettext and isinstance(words, nodes.Const):
            return nodes.Const(self._gettext(words.value), lineno=call.lineno)
        return self.generic_visit(call)
