"""Pages to bytes: calls views, fills templates, knows nothing of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import msgspec
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from chronicle.addresses import ROOT_MARK, rooted, way_to_root
from chronicle.model import Page, Site
from chronicle.pieces import Pieces
from chronicle.templating import Compiled, QuickEnvironment, printed
from chronicle.typography import unbroken
from chronicle.wording import Language


def render(
    pages: Iterable[Page], templates: Mapping[str, str], site: Site, language: Language
) -> Iterator[tuple[str, bytes]]:
    """Each page's address and bytes, in the order given; they depend on nothing but what is passed here."""
    environment = environment_of(templates, site, language)
    root = urlsplit(site.base_url).path
    for page in pages:
        yield page.address, _bytes(page, environment, root)


def render_one(page: Page, environment: Environment, site: Site) -> bytes:
    """One page, in an environment that is kept for others."""
    return _bytes(page, environment, urlsplit(site.base_url).path)


def environment_of(templates: Mapping[str, str], site: Site, language: Language) -> Environment:
    """Jinja with the short, fixed list of globals and filters that templates may use."""
    environment = QuickEnvironment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_compiled_in(language),
        auto_reload=False,  # their texts are here and do not change
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # added by the extension
    environment.policies["json.dumps_function"] = _json
    gettext, pieces = _gettext(language.gettext), Pieces()
    environment.globals.update(_=gettext, gettext=gettext, ngettext=_ngettext(language.ngettext))
    environment.globals.update(site=site, url_for=url_for, once=pieces.once)
    environment.filters.update(
        each=pieces.each,
        date=language.date,
        short_date=language.short_date,
        month=language.month,
        month_name=language.month_name,
        day=language.day,
        day_of_year=language.day_of_year,
        number=language.number,
        country=language.country,
        language_name=language.language_name,
        unbroken=unbroken,
    )
    return environment


@lru_cache(maxsize=16)
def _compiled_in(language: Language) -> Compiled:  # noqa: ARG001  # its words stand in what is compiled
    return Compiled()


def _gettext(translate: Callable[[str], str]) -> Callable[..., Markup]:
    """The words of the language as HTML, with the variables escaped; a percent sign is written twice."""
    known = lru_cache(maxsize=4096)(translate)

    def gettext(text: str, /, **variables: Any) -> Markup:
        return _filled(known(text), variables)

    return gettext


def _ngettext(translate: Callable[[str, str, int], str]) -> Callable[..., Markup]:
    """The same for one and for many; the number is `num` where the words name no other."""

    def ngettext(one: str, many: str, number: int, /, **variables: Any) -> Markup:
        return _filled(translate(one, many, number), {"num": number, **variables})

    return ngettext


def _filled(words: str, variables: Mapping[str, Any]) -> Markup:
    filled = words % {name: printed(value) for name, value in variables.items()}
    return Markup(filled)  # noqa: S704  # escaped


def _json(value: Any, **_: Any) -> str:
    """For scripts' data; Jinja escapes what HTML would read."""
    return msgspec.json.encode(value, order="sorted").decode()


@lru_cache(maxsize=2**16)
def url_for(address: str) -> Markup:
    """An address of ours as it stands in a page: behind the root mark."""
    return Markup(rooted(Markup.escape(address)))  # noqa: S704  # escaped just here


def _bytes(page: Page, environment: Environment, root: str) -> bytes:
    """A page or a file. The 404 page is sent for any address, so its links begin at the site's `root`."""
    data = page.view.make(*page.inputs)
    if page.view.template is None:
        return data if isinstance(data, bytes) else str(data).encode()
    text = environment.get_template(page.view.template).render(page=data, address=page.address)
    way = root if page.address == "/404.html" else way_to_root(page.address)
    return text.replace(ROOT_MARK, way).encode()
