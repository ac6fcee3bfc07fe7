"""What `new` asks on a terminal, and what it offers as answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from chronicle.editing.asking import Asked
    from chronicle.load import Loaded


_NOT_ASKED = ("image",)
"""What hardly any note has."""


class Questions:
    """For a note of one kind beside those that there are."""

    def __init__(self, loaded: Loaded, folder: str) -> None:
        self._loaded = loaded
        self._notes = loaded.notes
        self.words: Mapping[str, Any] = loaded.site.values if loaded.site is not None else {}
        """Of `site.yaml`."""
        self._folder = folder

    def title(self) -> str:
        from chronicle.editing.asking import title_of

        title: str = click.prompt(title_of(self._folder).capitalize())
        return title

    def fields(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What was said, and the answers for the rest."""
        from chronicle.editing.asking import asked_of

        return {
            it.name: said[it.name] or (None if it.name in _NOT_ASKED else self.answer(it))
            for it in asked_of(self._folder)
        }

    def sources(self) -> tuple[list[str], list[dict[str, str]]]:
        """Ids of sources that are notes, and sources to write in place, until nothing more is named."""
        from chronicle.editing.asking import asked_of_source
        from chronicle.editing.new import source_id

        ids: list[str] = []
        written: list[dict[str, str]] = []
        click.echo(
            "Sources: each by its address, or by the id or title of one that has a note; empty: no more."
        )
        while typed := click.prompt("Source", default="", show_default=False) or self._first(ids, written):
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
            source = {it.name: self.answer(it, required=True, indent="  ") for it in asked}
            source["id"] = source_id(source) or click.prompt("  Id, by which the text cites it")
            click.echo(f"  the text cites it as [@{source['id']}]")
            written.append({"url": typed, **source})
        return ids, written

    def _first(self, ids: list[str], written: list[dict[str, str]]) -> str:
        """Asked of an event that has no source yet: it must have one."""
        if self._folder != "events" or ids or written:
            return ""
        named: str = click.prompt("An event needs a source")
        return named

    def slug(self, title: str, fields: Mapping[str, Any]) -> str:
        """The slug, with that of the title, or of a source's id, as suggestion."""
        from chronicle.editing.new import file_of_note, slug_fault, source_id, suggested_slug

        made = source_id({"title": title, **fields}) if self._folder == "sources" else suggested_slug(title)
        slug: str = click.prompt("Slug", default=made or None)
        while fault := slug_fault(self._notes, self._folder, slug):
            click.echo(f"  {fault}")
            slug = click.prompt("Slug")
        click.echo(f"It will be {file_of_note(self._folder, slug, fields)}")
        return slug

    def source_defaults(self) -> dict[str, str]:
        """What a source is where nobody says otherwise."""
        languages, types = self.words.get("languages"), self.words.get("source_types")
        found = {}
        if isinstance(languages, list) and languages:
            found["language"] = str(languages[0])
        if isinstance(types, dict) and types:
            found["type"] = str(next(iter(types)))
        return found

    def slug_of(self, name: str, folder: str) -> str:
        """The slug of a note of a kind, or nothing."""
        while typed := click.prompt(name, default="", show_default=False).strip():
            if slugs := self._slugs(typed, folder):
                return slugs[0]
        return ""

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        """One of some words, or nothing."""
        return self._typed(name, choices, needed=False)

    def values_of(self, folder: str, slug: str) -> Mapping[str, Any]:
        """The fields of a note."""
        return next((it.values for it in self._notes if (it.folder, it.slug) == (folder, slug)), {})

    def source_value(self, source: Mapping[str, str], name: str) -> str:
        """A field of a source that is written here, or is a note."""
        return str(source.get(name) or self.values_of("sources", source["id"]).get(name) or "")

    def claimant_of(self, source: Mapping[str, str]) -> str:
        """Who says what stands in a source, as far as it tells."""
        from chronicle.editing.new import claimant_of

        return claimant_of(source, self._loaded)

    def answer(
        self, asked: Asked, *, required: bool = False, indent: str = "", offered: str = "", name: str = ""
    ) -> Any:
        """The value of a field; what is `offered` stands for an empty line."""
        words = self.words.get(asked.vocabulary) if asked.vocabulary else None
        choices = asked.choices or tuple(map(str, words or ()))
        name = f"{indent}{name or asked.name.replace('_', ' ').capitalize()}"
        if asked.is_list:
            return self._several(asked, name, choices)
        needed = required or asked.is_required
        while True:
            typed = self._typed(name, choices, needed=needed, offered=offered)
            if typed and (fault := asked.fault(typed)):
                click.echo(f"{indent}  {fault}")
                continue
            if not typed or not asked.refers:
                return typed
            if slugs := self._slugs(typed, asked.refers):
                return slugs[0]

    def _typed(self, name: str, choices: tuple[str, ...], *, needed: bool, offered: str = "") -> str:
        """A line; of `choices` one, or nothing where nothing is needed."""
        empty = offered or (None if needed else "")
        if not choices:
            typed: str = click.prompt(name, default=empty, show_default=bool(offered))
            return typed.strip()
        allowed = click.Choice(choices if needed else ("", *choices))
        click.echo(f"{name}: {', '.join(choices)}")
        chosen: str = click.prompt(
            f"{name}", type=allowed, default=empty, show_choices=False, show_default=bool(offered)
        )
        return chosen

    def _several(self, asked: Asked, name: str, choices: tuple[str, ...]) -> list[str]:
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
