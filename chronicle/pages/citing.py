"""How to cite a page: what a reference says, and the same as BibTeX and as CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts a brace behind a backslash, too
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: "\\" + sign for sign in "$&%#_"},
    }
)


@dataclass(frozen=True)
class Citation:
    author: str
    title: str
    site: str
    url: str
    day: str | None
    """On which the page last changed; None where no note says it."""
    bibtex: str
    csl: str


def citation(key: str, article: Mapping[str, Any]) -> Citation:
    """Of a page whose structured data these are (`structured.article`); `key` names it in a bibliography."""
    author, title, url = article["author"]["name"], article["headline"], article["url"]
    site, day = article["isPartOf"]["name"], article.get("dateModified")
    return Citation(
        author=author,
        title=title,
        site=site,
        url=url,
        day=day,
        bibtex=_bibtex(key, author, title, site, url, day),
        csl=_csl(key, author, title, site, url, day, article["inLanguage"]),
    )


def tex(text: str) -> str:
    r"""Text as TeX prints it.

    >>> tex("5 % of {all} & more")
    '5 \\% of \\textbraceleft{}all\\textbraceright{} \\& more'
    """
    return text.translate(_TEX)


def _bibtex(key: str, author: str, title: str, site: str, url: str, day: str | None) -> str:
    """Names and titles in two pairs of braces: a name is not taken apart, no capital is lost."""
    fields = [f"author = {{{{{tex(author)}}}}}", f"title = {{{{{tex(title)}}}}}"]
    fields.append(f"howpublished = {{{{{tex(site)}}}}}")
    if day:
        fields += [f"year = {{{day[:4]}}}", f"month = {_MONTHS[int(day[5:7]) - 1]}"]
    fields.append(f"url = {{{url}}}")
    return f"@misc{{{key},\n  " + ",\n  ".join(fields) + "\n}"


def _csl(key: str, author: str, title: str, site: str, url: str, day: str | None, language: str) -> str:
    item: dict[str, Any] = {
        "id": key,
        "type": "webpage",
        "author": [{"literal": author}],
        "title": title,
        "container-title": site,
        "language": language,
        "URL": url,
    }
    if day:
        item["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    return json.dumps([item], ensure_ascii=False)
