"""Pages to bytes, one at a time; of the templates only those that have changed are compiled anew."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import FunctionLoader, TemplateError, TemplateSyntaxError

from chronicle.cache import ProseFile
from chronicle.model import Page, Site
from chronicle.render import environment_of, render_one
from chronicle.surroundings import engine_folder
from chronicle.template_folder import templates_in
from chronicle.wording import language


@dataclass(frozen=True)
class Failure:
    """What a page, or a build, stumbled over, as an editor is told it."""

    file: str
    line: int
    message: str
    trace: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.file else ""
        return f"{where}{self.message}"


def failure_of(error: BaseException, templates: Path) -> Failure:
    """Where in the templates or in the engine something went wrong, and what."""
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, TemplateSyntaxError):
        return Failure(f"{templates.name}/{error.name}", error.lineno, error.message or "", trace)
    if isinstance(error, SyntaxError) and error.filename:
        return Failure(_ours(error.filename) or error.filename, error.lineno or 1, str(error.msg), trace)
    message = str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(f"{templates.name}/"):
            return Failure(frame.filename, frame.lineno or 1, message, trace)
        if name := _ours(frame.filename):
            return Failure(name, frame.lineno or 1, message, trace)
    return Failure("", 1, message, trace)


def _ours(file: str) -> str:
    """A file of the engine from the folder above it; empty for another."""
    path, top = Path(file), engine_folder().parent
    return path.relative_to(top).as_posix() if path.is_relative_to(engine_folder()) else ""


class Printing:
    """What makes bytes of pages while the templates stay what they are and the site's settings, too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = Lock()
        self._environment: Any = None
        self._made_for: tuple[object, ...] = ()
        self.read()

    def read(self) -> None:
        """Read the templates and the words of translations anew."""
        self._templates = templates_in(self._folder)
        self._made_for = ()

    def bytes_of(self, page: Page, site: Site, prose: ProseFile) -> bytes:
        """A page or a file. Raises whatever a view or a template raises."""
        with self._turn:
            opened = tuple(map(prose.opened, page.inputs))
            return render_one(replace(page, given=opened), self._for(site), site)

    def _for(self, site: Site) -> Any:
        if self._made_for != (site.digest, self._templates):
            words = language(site.languages[0], self._folder / "locale")
            environment = environment_of(self._templates, site, words)
            environment.loader = FunctionLoader(self._source)
            self._environment, self._made_for = environment, (site.digest, self._templates)
        return self._environment

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """With the file's name, so that an error tells it."""
        text = self._templates.get(name)
        return (text, f"{self._folder.name}/{name}", None) if text is not None else None
