"""What `new` asks on a terminal, and what it offers as answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click


class Questions:
    """For a note of one kind in one content folder."""

    def __init__(self, content: Path, folder: str) -> None:
        from chronicle.load import load

        loaded = load(content)
        self._notes = loaded.notes
        self._words: Mapping[str, Any] = loaded.site.values if loaded.site is not None else {}
        self._folder = folder

    def title(self) -> str:
        from chronicle.editing.asking import title_of

        title: str = click.prompt(title_of(self._folder).capitalize())
        return title

    def fields(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What was said, and the answers for the rest."""
        from chronicle.editing.asking import asked_of

        return {it.name: said[it.name] or self._answer(it) for it in asked_of(self._folder)}

    def sources(self) -> tuple[list[str], list[dict[str, str]]]:
        """Ids of sources that are notes, and sources to write in place, until nothing more is named."""
        from chronicle.editing.asking import asked_of_source

        ids, written = [], []
        click.echo(
            "Sources: each by its address, or by the id or title of one that has a note; empty: no more."
        )
        while typed := click.prompt("Source", default="", show_default=False):
            if not typed.startswith(("http://", "https://")):
                ids += self._slugs(typed, "sources")
                continue
            known = [
                it.slug for it in self._notes if it.folder == "sources" and it.values.get("url") == typed
            ]
            if known:
                click.echo(f"  it has a note: {known[0]}")
                ids += known
                continue
            asked = [it for it in asked_of_source() if it.name in ("title", "publisher", "published", "type")]
            source = {it.name: self._answer(it, required=True, indent="  ") for it in asked}
            written.append({"url": typed, **source})
        return ids, written

    def slug(self, title: str, fields: Mapping[str, Any]) -> str:
        """The slug, with that of the title, or of a source's id, as suggestion."""
        from chronicle.editing.new import file_of_note, source_id, suggested_slug

        made = source_id({"title": title, **fields}) if self._folder == "sources" else suggested_slug(title)
        slug: str = click.prompt("Slug", default=made or None)
        click.echo(f"It will be {file_of_note(self._folder, slug, fields)}")
        return slug

    def source_defaults(self) -> dict[str, str]:
        """What a source is where nobody says otherwise."""
        languages, types = self._words.get("languages"), self._words.get("source_types")
        found = {}
        if isinstance(languages, list) and languages:
            found["language"] = str(languages[0])
        if isinstance(types, dict) and types:
            found["type"] = str(next(iter(types)))
        return found

    def _answer(self, asked: Any, *, required: bool = False, indent: str = "") -> Any:
        words = self._words.get(asked.vocabulary) if asked.vocabulary else None
        choices = asked.choices or tuple(map(str, words or ()))
        name = f"{indent}{asked.name.replace('_', ' ').capitalize()}"
        if asked.is_list:
            return self._several(asked, name, choices)
        needed = required or asked.is_required
        while True:
            typed = self._typed(name, choices, needed=needed)
            if typed and (fault := asked.fault(typed)):
                click.echo(f"{indent}  {fault}")
                continue
            if not typed or not asked.refers:
                return typed
            if slugs := self._slugs(typed, asked.refers):
                return slugs[0]

    def _typed(self, name: str, choices: tuple[str, ...], *, needed: bool) -> str:
        """A line; of `choices` one, or nothing where nothing is needed."""
        if not choices:
            typed: str = click.prompt(name, default=None if needed else "", show_default=False)
            return typed.strip()
        allowed = click.Choice(choices if needed else ("", *choices))
        click.echo(f"{name}: {', '.join(choices)}")
        chosen: str = click.prompt(
            f"{name}", type=allowed, default=None if needed else "", show_choices=False, show_default=False
        )
        return chosen

    def _several(self, asked: Any, name: str, choices: tuple[str, ...]) -> list[str]:
        """Answers until an empty one."""
        found: list[str] = []
        while typed := self._typed(f"{name} (one; empty: no more)", choices, needed=False):
            found += self._slugs(typed, asked.refers) if asked.refers else [typed]
        return list(dict.fromkeys(found))

    def _slugs(self, typed: str, folder: str) -> list[str]:
        """The slug that is meant; where several may be, the one that is chosen; none where none is."""
        from chronicle.editing.guessing import names_of, nearest_slugs

        names = names_of(self._notes, folder)
        near = nearest_slugs(typed, names)
        if not near:
            click.echo(f'  nothing in {folder}/ is called "{typed}" or nearly so; write its note first')
            return []
        if len(near) == 1:
            click.echo(f"  {near[0]}: {names[near[0]][0]}")
            return [near[0]]
        for number, slug in enumerate(near, 1):
            click.echo(f"  {number}  {slug}: {', '.join(names[slug][:3])}")
        number = click.prompt("  Which (0: none of them)", type=click.IntRange(0, len(near)), default=1)
        return [near[number - 1]] if number else []
