"""The configuration of the browser editor, from the models of notes and the words of `site.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import yaml

from chronicle.browser_editor.widgets import Widget, Words, widgets
from chronicle.front_matter import FIELDS
from chronicle.model import Path, Site
from chronicle.references import ANY, REFERENCES
from chronicle.vocabularies import VOCABULARIES

_BY_YEAR = {"events": "{{fields.date | truncate(10)}}-{{slug}}", "sources": "{{slug}}"}
"""Kinds of note that lie in folders of years, and their files' names."""
_YEAR = {"events": "{{slug | truncate(4)}}", "sources": "{{published | truncate(4)}}"}
"""In a path, Decap takes the point of "fields.x" for one of a file's name."""
_IN_TITLE = {"events": "{{date}} – {{title}}", "sources": "{{title}} ({{publisher}})"}
_SOURCE_FIELDS = {("agency",): "actors", ("voice",): "actors"}


def configuration(site: Site, languages: Sequence[str]) -> bytes:
    """`config.yml` for a chronicle that has names in these languages."""
    backend = _backend(site.repository)
    told = {
        "backend": backend,
        **({"publish_mode": "editorial_workflow"} if backend["name"] in ("github", "gitlab") else {}),
        "site_url": site.base_url,
        "media_folder": "content/images",
        "public_folder": "/images",
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": [_collection(folder, site, languages) for folder in FIELDS],
    }
    text: str = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()


def _collection(folder: str, site: Site, languages: Sequence[str]) -> dict[str, Any]:
    shown = _named(folder)
    fields = widgets(FIELDS[folder], _words(folder, site, languages))
    if folder == "events":
        # That an event has a source is the check's to say, and better said before it is saved
        fields = [{**it, "required": it["required"] or it["name"] == "sources"} for it in fields]
    by_year = folder in _BY_YEAR
    return {
        "name": folder,
        "label": folder.capitalize(),
        "label_singular": folder.removesuffix("s").capitalize(),
        "folder": f"content/{folder}",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": shown,
        "summary": _IN_TITLE.get(folder, f"{{{{{shown}}}}}"),
        "slug": _BY_YEAR.get(folder, "{{slug}}"),
        **({"path": f"{_YEAR[folder]}/{{{{slug}}}}"} if by_year else {}),
        **({"sortable_fields": ["date", "title"]} if folder == "events" else {}),
        # Markdown as it is written: an editor of rich text would write every note its own way
        "fields": [*fields, _BODY],
    }


_BODY: Widget = {"name": "body", "label": "Text", "widget": "text", "required": False}


def _named(folder: str) -> str:
    """The field by which notes of a kind are known."""
    return "title" if "title" in FIELDS[folder].model_fields else "name"


def _words(folder: str, site: Site, languages: Sequence[str]) -> Words:
    labels: dict[Path, Mapping[str, str]] = {
        path: _labels(site, name) for path, name in VOCABULARIES[folder].items()
    }
    if folder == "events":
        labels[("importance",)] = dict(sorted(site.importance.items(), reverse=True))
        labels[("certainty",)] = site.certainty
        if site.scopes:
            labels[("figures", ANY, "scope")] = site.scopes
    folders = {**REFERENCES[folder], **dict(_of_sources())}
    return Words(labels, folders, {it: _named(it) for it in FIELDS}, languages)


def _of_sources() -> Iterator[tuple[Path, str]]:
    """What a source within a note names."""
    for path, folder in _SOURCE_FIELDS.items():
        yield ("sources", ANY, *path), folder


def _labels(site: Site, vocabulary: str) -> Mapping[str, str]:
    words = getattr(site, vocabulary)
    return words if isinstance(words, dict) else {word: word for word in words}


def _backend(repository: str) -> dict[str, str]:
    """Where the notes are kept: at GitHub, at a GitLab, or at what speaks as Gitea and Forgejo do.

    An address without an owner is at none of them: then the editor works on one's own machine only.
    """
    parts = urlsplit(repository)
    name = parts.path.strip("/").removesuffix(".git")
    origin = f"{parts.scheme}://{parts.netloc}"
    if "/" not in name:
        return {"name": "test-repo"}
    if parts.hostname == "github.com":
        return {"name": "github", "repo": name, "branch": "main"}
    if "gitlab" in (parts.hostname or ""):
        own = {} if parts.hostname == "gitlab.com" else {"base_url": origin, "api_root": f"{origin}/api/v4"}
        return {"name": "gitlab", "repo": name, "branch": "main", **own}
    return {
        "name": "gitea",
        "repo": name,
        "branch": "main",
        "base_url": origin,
        "api_root": f"{origin}/api/v1",
    }


def asked_hosts(site: Site) -> tuple[str, ...]:
    """Origins that the editor speaks with."""
    backend = _backend(site.repository)
    if backend["name"] == "test-repo":
        return ()
    if backend["name"] == "github":
        return ("https://api.github.com",)
    return (backend.get("base_url", "https://gitlab.com"),)
