"""The map on any day: slider, steps, play, what is chosen, and an address that says all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import served
from tests.browser.visiting import DESK, PHONE, ServedSite, Visitor
from tests.world import SITE, build_world, control, news, town

pytestmark = pytest.mark.browser

NOTES = {
    "places/meadow.md": town("Meadow", "5", "46"),
    "events/a.md": news("Millers take Upton", "1900-06-01", control("upton: millers", "lowton: weavers")),
    "events/b.md": news(
        "Siege of Upton",
        "1901-03-05",
        "places:\n  - upton\n" + control("upton: millers, besieged, against weavers"),
    ),
    "events/c.md": news("Fair", "1901-03-20", "places:\n  - meadow\n"),
    "events/d.md": news(
        "Weavers take Upton", "1902-02-01/1902-02-10", control("upton: weavers, taken_from millers")
    ),
}


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    built = build_world(tmp_path_factory.mktemp("war"), NOTES)
    with served(built.site) as root:
        yield ServedSite(built.site, root)


def opened(visitor: Visitor, site: ServedSite, query: str = "", **options: object) -> Page:
    page = visitor.open(site, f"/map/{query}", **options)  # type: ignore[arg-type]  # as `open` takes them
    expect(slider(page)).to_be_visible()
    return page


def slider(page: Page) -> Locator:
    return page.get_by_label("Day", exact=True)


def day(page: Page) -> str:
    return page.locator(".day-bar .date").inner_text()


def query(page: Page) -> str:
    return page.url.partition("?")[2]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def choose(page: Page, name: str) -> None:
    page.locator(".holders").get_by_role("link", name=name, exact=True).click()


def answer(page: Page) -> str:
    return page.locator(".map-answer").inner_text()


# --- days ------------------------------------------------------------------------


def test_the_map_opens_on_the_day_for_which_it_was_built(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war)
    assert day(page) == "10 February 1902"
    assert query(page) == ""


def test_a_day_in_the_address_is_opened(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05&place=upton")
    assert day(page) == "5 March 1901"
    assert answer(page).startswith(
        "Upton: held by Guild of Millers, besieged by Guild of Weavers since 5 March 1901."
    )


@pytest.mark.parametrize("asked", ["?day=nonsense", "?day=1901-02-31x", "?place=nowhere", "?day="])
def test_an_address_that_makes_no_sense_opens_the_map_as_it_was_built(
    asked: str, visitor: Visitor, war: ServedSite
) -> None:
    assert day(opened(visitor, war, asked)) == "10 February 1902"


def test_a_day_beyond_the_slider_is_its_end(visitor: Visitor, war: ServedSite) -> None:
    assert day(opened(visitor, war, "?day=1066-10-14")) == "1 January 1900"


def test_a_day_back_and_on(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05")
    press(page, "A day back")
    assert day(page) == "4 March 1901"
    press(page, "A day on")
    assert (day(page), query(page)) == ("5 March 1901", "day=1901-03-05")


def test_from_change_to_change(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1900-01-15")
    days = []
    for _ in range(4):
        press(page, "To the next change")
        days.append(query(page))
    assert days == ["day=1900-06-01", "day=1901-03-05", "day=1902-02-01", "day=1902-02-10"]
    expect(page.get_by_role("button", name="To the next change")).to_be_disabled()
    press(page, "To the change before")
    assert query(page) == "day=1902-02-01"


def test_the_slider_goes_by_keys_a_day_a_month_and_to_the_ends(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-31")
    days = []
    page.locator(".day-line input").focus()
    for key in ("ArrowLeft", "ArrowRight", "PageDown", "PageUp", "Home", "End"):
        page.keyboard.press(key)
        days.append(query(page).removeprefix("day="))
    assert days == ["1901-03-30", "1901-03-31", "1901-02-28", "1901-03-28", "1900-01-01", "1902-02-10"]


def test_the_slider_says_its_day_in_words(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05")
    expect(page.locator(".day-line input")).to_have_attribute("aria-valuetext", "5 March 1901")


def test_a_slide_is_one_step_of_the_history(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05")
    length = page.evaluate("history.length")
    handle = page.locator(".day-line input").bounding_box()
    assert handle is not None
    middle = handle["y"] + handle["height"] / 2
    page.mouse.move(handle["x"] + 200, middle)
    page.mouse.down()
    for x in (300, 400, 500):
        page.mouse.move(handle["x"] + x, middle)
    page.mouse.up()
    reached = day(page)
    assert reached != "5 March 1901"
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect(page.locator(".day-bar .date")).to_have_text("5 March 1901")
    page.go_forward()
    expect(page.locator(".day-bar .date")).to_have_text(reached)


def test_back_and_forward_restore_day_and_place(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05")
    choose(page, "Upton")
    press(page, "To the next change")
    assert query(page) == "day=1902-02-01&place=upton"
    page.go_back()
    expect(page.locator(".day-bar .date")).to_have_text("5 March 1901")
    assert answer(page).startswith("Upton: held by Guild of Millers, besieged")
    page.go_back()
    expect(page.locator(".map-answer")).to_contain_text("Choose a place")
    page.go_forward()
    expect(page.locator(".map-answer")).to_contain_text("Upton: held by Guild of Millers, besieged")


# --- play ------------------------------------------------------------------------


def still(page: Page) -> None:
    """Stops the page's clock, which then goes on as the test says."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def test_play_steps_from_change_to_change_and_stops_at_the_last(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05", alone=True)
    length = page.evaluate("history.length")
    still(page)
    press(page, "Play, from change to change")
    page.clock.run_for(600)
    assert day(page) == "1 February 1902"
    page.clock.run_for(600)
    assert day(page) == "10 February 1902"
    expect(page.get_by_role("button", name="Play, from change to change")).to_be_visible()
    assert page.evaluate("history.length") == length + 1


def test_play_begins_anew_after_the_last_change_and_can_be_stopped(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, alone=True)
    still(page)
    press(page, "Play, from change to change")
    assert day(page) == "1 January 1900"
    page.clock.run_for(600)
    press(page, "Stop")
    page.clock.run_for(3000)
    assert (day(page), query(page)) == ("1 June 1900", "day=1900-06-01")


def test_what_is_heard_while_playing_comes_once_at_the_end(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05", alone=True)
    still(page)
    heard = page.locator("[role=status]")
    press(page, "Play, from change to change")
    page.clock.run_for(600)
    assert heard.inner_text() == ""
    press(page, "Stop")
    assert heard.inner_text().startswith("On 1 February 1902 Mill held none of the 2 places")


def test_nothing_plays_where_motion_is_not_wanted(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, reduced_motion=True)
    expect(page.locator("[data-tool=play]")).to_be_hidden()
    expect(page.locator("[data-tool=day-before]")).to_be_visible()


# --- what is drawn, listed and answered --------------------------------------------


def marks(page: Page) -> dict[str, str]:
    script = """towns => towns.map(town => {
        const shapes = [...town.children].slice(1).filter(shape => !shape.matches(".diamond"));
        const words = shapes.map(it => `${it.getAttribute("class")} ${it.getAttribute("fill") ?? ""}`.trim());
        return [town.dataset.place, words.join(", ")];
    })"""
    return dict(page.locator(".town[data-place]").evaluate_all(script))


@pytest.mark.parametrize("day_of_page", ["1900-06-01", "1901-03-05", "1902-02-10"])
def test_the_script_draws_what_the_engine_draws(
    day_of_page: str, visitor: Visitor, tmp_path_factory: pytest.TempPathFactory, war: ServedSite
) -> None:
    """Marks, codes and the list of a day, beside a page that was built for it."""
    site = SITE + f"  days:\n    - {day_of_page}\n"
    built = build_world(tmp_path_factory.mktemp("built"), NOTES, site)
    with served(built.site) as root:
        built_page = visitor.open(ServedSite(built.site, root), f"/map/{day_of_page}/", javascript=False)
        moved = opened(visitor, war, f"?day={day_of_page}")
        assert marks(moved) == marks(built_page)
        for selector in (".holders", ".map-lead"):
            assert moved.locator(selector).inner_text() == built_page.locator(selector).inner_text()
        codes = "towns => towns.map(it => it.textContent.trim())"
        names = ".labels-desk text[data-name]"
        assert moved.locator(names).evaluate_all(codes) == built_page.locator(names).evaluate_all(codes)


def test_between_the_first_and_the_last_day_a_mark_is_split(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1902-02-05&place=upton")
    assert marks(page)["places/upton"] == "hole dashed, core fill-blue, core fill-amber"
    assert answer(page).startswith(
        "Upton: Guild of Millers or Guild of Weavers may have held it on this day; "
        "it changed hands on a day between 1 February 1902 and 10 February 1902."
    )


def test_before_anything_is_told_a_place_is_not_known(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1900-05-31&place=upton")
    assert marks(page)["places/upton"] == "not-known"
    assert answer(page).strip() == "Upton: who held it is not known."
    assert "Not known" in page.locator(".holders").inner_text()


def test_the_answer_leads_to_place_holder_event_and_source(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05&place=lowton")
    links = page.locator(".map-answer a").evaluate_all("links => links.map(it => it.href)")
    assert links == [
        war.url(address)
        for address in (
            "/places/lowton/",
            "/actors/weavers/",
            "/events/a/",
            "/events/a/#on-millers-take-upton",
        )
    ]


def test_a_tap_beside_a_mark_chooses_it_and_one_far_from_all_nothing(
    visitor: Visitor, war: ServedSite
) -> None:
    page = opened(visitor, war, "?day=1901-03-05", width=PHONE, touch=True)
    page.locator(".map").scroll_into_view_if_needed()
    box = page.locator('.town[data-place="places/upton"] .disc').bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.touchscreen.tap(middle[0] + 15, middle[1] + 15)
    expect(page.locator(".map-answer")).to_contain_text("Upton: held by")
    expect(page.locator(".chosen")).to_have_count(1)
    page.touchscreen.tap(middle[0] + 30, middle[1] + 30)
    expect(page.locator(".map-answer")).to_contain_text("Choose a place")
    expect(page.locator(".chosen")).to_have_count(0)


def test_a_place_is_chosen_from_the_list_by_key(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-05", height=1200)
    link = page.locator(".holders").get_by_role("link", name="Lowton")
    link.focus()
    page.keyboard.press("Enter")
    assert query(page) == "day=1901-03-05&place=lowton"
    expect(link).to_be_focused()
    page.go_back()
    expect(page.locator(".map-answer")).to_contain_text("Choose a place")


def test_on_a_phone_a_choice_from_the_list_brings_the_answer_into_view(
    visitor: Visitor, war: ServedSite
) -> None:
    page = opened(visitor, war, width=PHONE)
    choose(page, "Lowton")
    expect(page.locator(".map-answer")).to_be_focused()
    expect(page.locator(".map-answer")).to_be_in_viewport()


def test_events_of_the_month_stand_at_their_places_and_in_a_list(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?day=1901-03-15")
    events = page.locator(".of-the-month")
    expect(events.get_by_role("heading")).to_have_text("Events of March 1901 on this map")
    assert events.locator("li").all_inner_texts() == ["5 March 1901\nSiege of Upton", "20 March 1901\nFair"]
    expect(page.locator(".diamond")).to_have_count(2)
    press(page, "To the next change")
    expect(page.locator(".diamond")).to_have_count(0)
    expect(events).to_be_hidden()


# --- coming close ----------------------------------------------------------------


def width_of_sheet(page: Page) -> float:
    box = page.locator(".map-sheet").bounding_box()
    assert box is not None
    return box["width"]


def test_buttons_bring_the_map_closer_and_back(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war)
    whole = width_of_sheet(page)
    press(page, "Closer")
    assert width_of_sheet(page) == pytest.approx(2 * whole, abs=1)
    press(page, "Closer")
    press(page, "Farther")
    assert width_of_sheet(page) == pytest.approx(2 * whole, abs=1)
    press(page, "The whole map")
    assert width_of_sheet(page) == pytest.approx(whole, abs=1)


def test_coming_closer_keeps_the_chosen_place_in_view(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?place=lowton")
    for _ in range(3):
        press(page, "Closer")
    expect(page.locator('.town[data-place="places/lowton"] .disc')).to_be_in_viewport()


def test_keys_bring_the_map_closer_and_move_it(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war)
    whole = width_of_sheet(page)
    page.locator(".map").focus()
    page.keyboard.press("+")
    assert width_of_sheet(page) == pytest.approx(2 * whole, abs=1)
    before = page.locator(".map-sheet").bounding_box()
    page.keyboard.press("ArrowRight")
    after = page.locator(".map-sheet").bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] < before["x"]
    page.keyboard.press("0")
    assert width_of_sheet(page) == pytest.approx(whole, abs=1)


def test_the_wheel_alone_scrolls_the_page_and_with_ctrl_comes_closer(
    visitor: Visitor, war: ServedSite
) -> None:
    page = opened(visitor, war)
    whole = width_of_sheet(page)
    box = page.locator(".map").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.wheel(0, 50)
    assert width_of_sheet(page) == pytest.approx(whole, abs=1)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function("document.querySelector('.map').classList.contains('close')")
    assert width_of_sheet(page) > 1.2 * whole


def test_a_close_map_is_dragged_and_that_chooses_nothing(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?place=upton")
    press(page, "Closer")
    box = page.locator(".map").bounding_box()
    before = page.locator(".map-sheet").bounding_box()
    assert box is not None
    assert before is not None
    page.mouse.move(box["x"] + 300, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 130, steps=4)
    page.mouse.up()
    after = page.locator(".map-sheet").bounding_box()
    assert after is not None
    assert after["x"] < before["x"]
    assert query(page).endswith("place=upton")


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".map .labels text")]
    .map(text => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width);
  const touching = [];
  boxes.forEach(([one, a], number) => {
    for (const [other, b] of boxes.slice(number + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 3) touching.push(`${one} / ${other}`);
    }
  });
  return touching;
}"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_names_do_not_touch_however_close_one_comes(
    width: int, visitor: Visitor, real_site: ServedSite
) -> None:
    page = opened(visitor, real_site, "?day=2014-08-08", width=width)
    assert page.evaluate(OVERLAPS) == []
    for _ in range(3):
        press(page, "Closer")
        assert page.evaluate(OVERLAPS) == []


# --- for everybody -----------------------------------------------------------------


def test_without_a_script_the_map_is_that_of_the_last_change_and_leads_to_others(
    visitor: Visitor, war: ServedSite
) -> None:
    page = visitor.open(war, "/map/", javascript=False)
    assert day(page) == "10 February 1902"
    expect(page.get_by_role("button")).to_have_count(0)
    page.locator(".day-bar a[rel=prev]").click()
    assert page.url == war.url("/map/1900-06-01/")


def test_a_map_whose_data_cannot_be_had_stays_as_it_was_built(visitor: Visitor, war: ServedSite) -> None:
    page = visitor.new_page(war.root)
    page.route("**/holders.json", lambda route: route.fulfill(status=503))
    page.goto(war.url("/map/"))
    visitor.settle(page)
    expect(page.get_by_role("button")).to_have_count(0)
    assert page.locator(".day-bar a").count() == 1
    visitor.faults.clear()


def test_a_map_opened_from_the_disk_stays_as_it_was_built(visitor: Visitor, war: ServedSite) -> None:
    page = visitor.new_page("file:")
    page.goto((war.folder / "map" / "index.html").as_uri())
    assert day(page) == "10 February 1902"
    assert page.locator(".day-bar a").count() == 1
    visitor.faults.clear()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_shifts_while_the_map_comes_to_life_and_plays(
    width: int, visitor: Visitor, real_site: ServedSite
) -> None:
    page = visitor.new_page(real_site.root, width=width)
    page.add_init_script("""
        window.shifts = [];
        new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(it => it.value)))
            .observe({ type: "layout-shift", buffered: true });
    """)
    page.goto(real_site.url("/map/?day=2016-08-01&place=al-qaim"))
    expect(page.locator(".day-line input")).to_be_visible()
    page.evaluate("scrollTo(0, 250)")
    press(page, "Play, from change to change")
    page.wait_for_timeout(2500)
    assert page.evaluate("window.shifts.reduce((sum, it) => sum + it, 0)") < 0.01


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_targets_are_large_enough(width: int, visitor: Visitor, real_site: ServedSite) -> None:
    page = opened(visitor, real_site, "?day=2016-08-01&place=al-qaim", width=width)
    boxes = page.locator("button:visible, .day-line input").evaluate_all(
        "all => all.map(it => it.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )
    assert len(boxes) >= 8
    assert min(boxes) >= 24


def test_links_open_the_map_of_a_day_that_has_a_page(visitor: Visitor, real_site: ServedSite) -> None:
    page = visitor.open(real_site, "/map/2017-11-03/")
    page.get_by_role("link", name="Move on from this day").click()
    expect(page.locator(".day-bar .date")).to_have_text("3 November 2017")
    assert re.search(r"/map/\?day=2017-11-03$", page.url)
