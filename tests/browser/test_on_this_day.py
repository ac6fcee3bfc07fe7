"""What scripts do by the reader's clock, and by chance."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import ServedSite, Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("now", "day"), [("2027-12-14T09:00:00", "12-14"), ("2028-02-29T23:59:00", "02-29")])
def test_it_opens_the_day_of_the_readers_clock(
    now: str, day: str, visitor: Visitor, small_site: ServedSite
) -> None:
    page = visitor.new_page(small_site.root)
    page.clock.set_fixed_time(now)
    page.goto(small_site.url("/timeline/"))
    page.locator(".colophon").get_by_role("link", name="On this day").click()
    page.wait_for_url(small_site.url(f"/on-this-day/{day}/"))
    page.go_back()
    assert page.url == small_site.url("/timeline/")


def test_what_leads_to_a_month_of_the_index_stays_there(visitor: Visitor, small_site: ServedSite) -> None:
    page = visitor.open(small_site, "/on-this-day/12-14/")
    page.get_by_role("navigation", name="Days of the other months").get_by_role("link", name="March").click()
    page.wait_for_url(small_site.url("/on-this-day/#month-3"))
    expect(page.get_by_role("heading", name="March")).to_be_in_viewport()
    page.get_by_role("link", name="29", exact=True).first.wait_for()


def test_without_a_script_the_index_of_days_stays(visitor: Visitor, small_site: ServedSite) -> None:
    page = visitor.open(small_site, "/on-this-day/", javascript=False)
    page.locator("#month-12").get_by_role("link", name="14").click()
    assert page.url == small_site.url("/on-this-day/12-14/")


@pytest.mark.parametrize(
    ("chance", "slug"),
    [
        (0.0, "a-telegram-in-melbourne"),
        (4.5 / 12, "one-ton-depot-laid"),
        (0.9999, "tent-found"),
    ],
)
def test_any_event_can_be_the_random_one(
    chance: float, slug: str, visitor: Visitor, small_site: ServedSite
) -> None:
    page = visitor.new_page(small_site.root)
    page.add_init_script(f"Math.random = () => {chance}")
    page.goto(small_site.url("/timeline/"))
    page.locator(".colophon").get_by_role("link", name="A random event").click()
    page.wait_for_url(small_site.url(f"/events/{slug}/"))
    page.go_back()
    assert page.url == small_site.url("/timeline/")


def test_without_a_script_some_events_are_listed(visitor: Visitor, small_site: ServedSite) -> None:
    page = visitor.open(small_site, "/random/", javascript=False)
    assert page.locator(".event-row").count() == 12
