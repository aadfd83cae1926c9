"""Members change their charter by click: two swap terms, one amends in the form and another refuses."""

import pytest

pytestmark = pytest.mark.journey


@pytest.fixture
def web(own_centre):
    return own_centre


def test_two_members_swap_terms_and_one_refuses_an_amendment(signed_in, axe):
    iran, russia = signed_in("iran"), signed_in("russia", language="ar", width=390, theme="dark")
    iran.goto("/centre/charter")
    iran.get_by_text("Swap two terms").click()
    for field, member in (("first", "iran"), ("second", "russia")):
        value = iran.locator(f'select[name="{field}"] option[value$=" {member}"]').first.get_attribute(
            "value"
        )
        iran.select_option(f'select[name="{field}"]', value)
    iran.locator("form:has(#swap-first)").get_by_role("button", name="Look it over").click()
    assert "swaps" in iran.get_by_role("region", name="What it changes").inner_text()
    assert axe(iran) == []
    iran.get_by_role("button", name="Propose it and sign for Iran").click()
    iran.get_by_text("waits for signatures").wait_for()

    russia.goto("/centre/charter")
    assert russia.evaluate("document.documentElement.scrollWidth") <= 391
    assert axe(russia) == []
    russia.locator("form[action='/centre/charter/sign'] button").click()
    russia.locator("form[action='/centre/charter/sign']").wait_for(state="detached")
    iran.reload()
    assert iran.get_by_text("waits for signatures").count() == 0

    iran.get_by_role("link", name="Amend the charter in a form").click()
    iran.fill('[name="term_months"]', "6")
    iran.fill("#reason", "Three months are short.")
    iran.press('[name="term_months"]', "Enter")
    changed = iran.get_by_role("region", name="What it changes").locator("tbody tr")
    assert [row.split() for row in changed.all_inner_texts()] == [
        ["term_months", "3", "6"]
    ]  # and nothing rides along
    iran.get_by_role("button", name="Propose it and sign for Iran").click()
    iran.get_by_text("waits for signatures").wait_for()
    russia.reload()
    russia.locator("form[action='/centre/charter/refuse'] input[name=reason]").fill("Ротация важнее.")
    russia.locator("form[action='/centre/charter/refuse'] button").click()
    russia.locator("form[action='/centre/charter/refuse']").wait_for(state="detached")
    iran.reload()
    page = iran.locator("#page").inner_text()
    assert "Ротация важнее." in page
    assert "Three months are short." in page
