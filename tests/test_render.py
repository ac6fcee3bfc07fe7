"""Pages to bytes: what a template may use, and links that hold wherever the site stands."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from types import CodeType
from urllib.parse import urljoin

import msgspec
import pytest
from jinja2 import UndefinedError
from jinja2.filters import FILTERS as JINJA_FILTERS
from markupsafe import Markup

from chronicle import build as engine
from chronicle.addresses import ROOT_MARK, rooted
from chronicle.model import Page, Site, View
from chronicle.render import environment_of, render, url_for
from chronicle.wording import Language, language
from tests.fullest import FULL_NOTES, FULL_SITE
from tests.test_templates import FILTERS, GLOBALS
from tests.world import ROOT, TODAY, BuiltWorld, build_world, plan_world


@dataclass(frozen=True)
class Data:
    words: str = ""


def view(words: str = "") -> Data:
    return Data(words)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    found = plan_world(tmp_path_factory.mktemp("site"), {}).checked.site
    assert found is not None
    return found


def printed(template: str, site: Site, address: str = "/", words: str = "") -> str:
    """What one template makes of one page."""
    pages = [Page(address, View(view, "t.html"), (words,))]
    ((made, content),) = render(pages, {"t.html": template}, site, language("en"))
    assert made == address
    return content.decode()


# --- addresses --------------------------------------------------------------

LINK = "{{ url_for('/places/upton/') }}"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "./places/upton/"),
        ("/about/", "../places/upton/"),
        ("/events/rain/", "../../places/upton/"),
        ("/sources/by-publisher/t/", "../../../places/upton/"),
        ("/feed.xml", "./places/upton/"),
        ("/data/note.html", "../places/upton/"),
    ],
)
def test_a_link_is_relative_to_its_page_at_any_depth(site: Site, address: str, expected: str) -> None:
    """So the same bytes work under any base path, and from a folder of the disk."""
    assert printed(LINK, site, address) == expected


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://river.example.org/", "/places/upton/"),
        ("https://example.org/river/", "/river/places/upton/"),
        ("http://127.0.0.1:8000/a/b/", "/a/b/places/upton/"),
    ],
)
def test_links_of_the_404_page_begin_at_the_base_of_the_site(
    site: Site, base_url: str, expected: str
) -> None:
    """It is sent for any address: nothing can be relative to that."""
    elsewhere = msgspec.structs.replace(site, base_url=base_url)
    assert printed(LINK, elsewhere, "/404.html") == expected


def test_addresses_that_a_view_wrote_into_html_lead_to_the_same_place(site: Site) -> None:
    html = Markup('<a href="{}">x</a>').format(rooted("/places/upton/"))
    assert printed("{{ page.words }}", site, "/a/b/", html) == '<a href="../../places/upton/">x</a>'


def test_an_address_elsewhere_stays_as_it_is() -> None:
    assert url_for("https://example.org/a?b&c") == "https://example.org/a?b&amp;c"


def test_an_address_cannot_leave_its_attribute(site: Site) -> None:
    assert printed("""<a href="{{ url_for('/"onclick="x') }}">""", site) == '<a href="./&#34;onclick=&#34;x">'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltWorld:
    return build_world(tmp_path_factory.mktemp("built"), FULL_NOTES, FULL_SITE)


OF_OTHERS = {"canonical", "og:url"}
"""Whole addresses of ours, which programs elsewhere read."""


def addresses_in(text: str) -> list[str]:
    """All that links or loads in a page, but for what must be whole."""
    tags = re.findall(r"<[a-z][^>]*>", text)
    kept = [tag for tag in tags if not any(f'"{name}"' in tag for name in OF_OTHERS)]
    return [found for tag in kept for found in re.findall(r'\s(?:href|src|data-address)="([^"]*)"', tag)]


def test_every_link_of_every_page_is_relative_and_stays_below_the_base(built: BuiltWorld) -> None:
    """Served below `/base/path/`, no link leads out of it but to another host."""
    base = "https://any.example.org/base/path/"
    pages = [address for address in built.addresses() if address.endswith("/")]
    faults = []
    for address in pages:
        for link in addresses_in(built.text(address)):
            if link.startswith(("https://", "http://", "mailto:", "#")):
                continue
            if link.startswith("/") or not urljoin(base + address[1:], link).startswith(base):
                faults.append((address, link))
    assert faults == []
    assert len(pages) > 400


def test_no_link_to_the_site_itself_names_its_host(built: BuiltWorld) -> None:
    """A copy on another host, or a preview, would lead away from itself."""
    for address in ("/", "/events/upton-taken/", "/map/", "/control/", "/events/upton-falls/"):
        links = addresses_in(built.text(address))
        assert [link for link in links if link.startswith("https://river.example.org")] == []


def test_no_root_mark_is_left_in_any_file(built: BuiltWorld) -> None:
    mark = ROOT_MARK.encode()
    found = [path for path in built.site.rglob("*") if path.is_file() and mark in path.read_bytes()]
    assert found == []


def test_the_page_says_its_own_whole_address(built: BuiltWorld) -> None:
    page = built.page("/events/upton-taken/")
    whole = "https://river.example.org/events/upton-taken/"
    assert [it.get("href") for it in page.iter("link") if it.get("rel") == "canonical"] == [whole]
    assert [it.get("content") for it in page.iter("meta") if it.get("property") == "og:url"] == [whole]


# --- templates --------------------------------------------------------------


def test_a_template_sees_its_page_its_address_and_the_site(site: Site) -> None:
    template = "{{ page.words }} at {{ address }} of {{ site.title }}"
    assert printed(template, site, "/about/", "Rain") == "Rain at /about/ of A small chronicle"


def test_what_comes_from_notes_is_escaped(site: Site) -> None:
    assert printed("{{ page.words }}", site, words="<b> & co") == "&lt;b&gt; &amp; co"


@pytest.mark.parametrize("name", ["pages", "chronicle", "config", "page.digest"])
def test_what_a_template_does_not_get_is_an_error_and_no_gap(site: Site, name: str) -> None:
    with pytest.raises((UndefinedError, AttributeError)):
        printed(f"{{{{ {name} }}}}", site)


def test_templates_have_our_globals_and_filters_and_no_others(site: Site) -> None:
    """As the test of templates takes them to be. `page` and `address` come with the page."""
    ours = environment_of({}, site, language("en"))
    plain = {"range", "dict", "lipsum", "cycler", "joiner", "namespace"}
    extension = {"gettext", "ngettext", "pgettext", "npgettext", "_"}
    names = set(ours.globals) - plain
    assert names - extension == GLOBALS - {"page", "address"} - extension
    assert set(ours.filters) - set(JINJA_FILTERS) == set(FILTERS)


def test_words_are_in_the_language_of_the_site(site: Site) -> None:
    template = '{{ _("Timeline") }}, {{ "2017-11-03" | date }}'
    assert printed(template, site) == "Timeline, 3 November 2017"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% trans %}100%{% endtrans %}", "100%"),
        ("{% trans name=page.words %}Of {{ name }} 100%{% endtrans %}", "Of A &amp; B 100%"),
        ("{% trans name=page.words | upper | forceescape %}{{ name }}{% endtrans %}", "A &amp; B"),
        ("{% trans count=1 %}{{ count }} event{% pluralize %}{{ count }} events{% endtrans %}", "1 event"),
        ('{{ ngettext("%(num)s <b>", "%(num)s claims", 2) }}', "2 claims"),
        ('{{ _("a" ~ "b") }}{{ gettext("c") }}', "abc"),
        ("{% for _ in [1] %}{% trans %}In{% endtrans %}{% endfor %}", "In"),
        ("{% set x = _('Map') %}{{ x | lower }}", "map"),
    ],
)
def test_words_are_put_in_whole_sentences_and_variables_are_escaped_once(
    site: Site, template: str, expected: str
) -> None:
    assert printed(template, site, words="A & B") == expected


def test_a_translation_is_used_wherever_words_stand(site: Site) -> None:
    text = "{{ _('a') }}{% trans %}b{% endtrans %}{{ [_('c')] | first }}{{ x or _('d') }}"
    assert environment_of({}, site, shouted()).from_string(text).render(x="") == "ABCD"


def shouted() -> Language:
    """A language that is all capitals."""
    loud = copy(language("en"))
    loud.gettext = lambda message: message.upper()
    return loud


def test_a_process_compiles_a_template_once_for_each_text_and_language(site: Site) -> None:
    """Compiling takes longer than all pages of a small site."""

    def root(text: str, words: Language) -> CodeType:
        code: CodeType = (
            environment_of({"t.html": text}, site, words).get_template("t.html").root_render_func.__code__
        )
        return code

    english, loud = language("en"), shouted()
    assert root("{{ _('a') }}", english) is root("{{ _('a') }}", english)
    for text, words, expected in (
        ("{{ _('a') }}", english, "a"),
        ("{{ _('a') }}", loud, "A"),
        ("{{ _('b') }}", english, "b"),
        ("{{ _('a') }}", english, "a"),
    ):
        assert environment_of({"t.html": text}, site, words).get_template("t.html").render() == expected


def test_data_for_scripts_cannot_end_its_element(site: Site) -> None:
    assert printed('{{ {"b": page.words, "a": 1} | tojson }}', site, words="</script>é") == (
        '{"a":1,"b":"\\u003c/script\\u003eé"}'
    )


# --- pages ------------------------------------------------------------------


def test_pages_come_in_the_order_in_which_they_were_given(site: Site) -> None:
    pages = [Page(address, View(view, "t.html"), (address,)) for address in ("/b/", "/a/", "/c/")]
    made = list(render(pages, {"t.html": "{{ page.words }}"}, site, language("en")))
    assert made == [("/b/", b"/b/"), ("/a/", b"/a/"), ("/c/", b"/c/")]


@pytest.mark.parametrize("content", [b"\x00\xff", "Größe"])
def test_a_page_without_a_template_is_the_bytes_that_its_view_makes(site: Site, content: bytes | str) -> None:
    page = Page("/x.bin", View(lambda given: given, None), (content,))
    ((_, made),) = render([page], {}, site, language("en"))
    assert made == (content if isinstance(content, bytes) else content.encode())


def test_a_file_keeps_the_root_mark_of_its_bytes(site: Site) -> None:
    """Nothing but a template's text is rewritten."""
    page = Page("/x.bin", View(lambda: ROOT_MARK.encode(), None))
    ((_, made),) = render([page], {}, site, language("en"))
    assert made == ROOT_MARK.encode()


def test_a_page_made_alone_is_the_page_made_among_others(built: BuiltWorld) -> None:
    """In any order, in any number of processes, the same bytes."""
    checked = engine.check(built.site.parent / "content", TODAY)
    assert checked.site is not None
    chosen = [page for page in checked.pages if page.address in {"/", "/map/", "/events/upton-taken/"}]
    folder = ROOT / "templates"
    templates = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")
    }
    for page in chosen[::-1]:
        ((address, content),) = render([page], templates, checked.site, language("en"))
        assert content.decode() == built.text(address)
