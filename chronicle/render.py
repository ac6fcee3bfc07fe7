"""Pages to bytes: calls views, fills templates, knows nothing of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from chronicle.addresses import ROOT_MARK, rooted, way_to_root
from chronicle.model import Page, Site
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


def environment_of(templates: Mapping[str, str], site: Site, language: Language) -> Environment:
    """Jinja with the short, fixed list of globals and filters that templates may use."""
    environment = Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.globals.update(site=site, url_for=url_for)
    environment.filters.update(
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
