"""In a real browser: an administrator appoints an officer, who comes in by the link."""

import uuid

PASSWORD = "seven lorries by the old ford"


def appointed(administrator, *, name: str, role: str = "reader") -> tuple[str, str]:
    """(sign-in name, link): what an administrator has after filling in the form."""
    sign_in = f"o-{uuid.uuid4().hex[:8]}"
    administrator.goto("/centre/officers")
    administrator.fill("#sign-in", sign_in)
    for code in ("ar", "fa", "ru", "en"):
        administrator.fill(f"#name-0-{code}", name)
    administrator.select_option("#language-0", "en")
    administrator.locator(f"form:has(#sign-in) input[name=roles][value={role}]").check(force=True)
    administrator.locator("form:has(#sign-in) button.primary").click()
    link = administrator.locator(".notice code").inner_text()
    assert link.startswith("http")
    return sign_in, link


def accepted(page, link: str) -> None:
    page.goto(link)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.locator("button.primary").click()
    page.locator(".rail").wait_for()
