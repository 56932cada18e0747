"""The playground's page as somebody at the screen uses it: by what is shown, with mouse, finger or keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

LAPTOP = (1440, 860)
TELEPHONE = (390, 844)
SHOWN_WITHIN = 20_000  # milliseconds: a busy machine may take its time
MOST_TABS = 80  # presses until the keyboard must have come by everything

expect.set_options(timeout=SHOWN_WITHIN)


class Phone:
    """One person's phone on the page."""

    def __init__(self, page: Page, name: str) -> None:
        self.screen = page.get_by_role("region", name=f"Telefoon van {name}")
        self.log = self.screen.get_by_test_id("log")

    def says(self, text: str) -> None:
        self.screen.get_by_test_id("composer").fill(text)
        self.screen.get_by_test_id("send").click()

    def replies_to(self, part: str, text: str) -> None:
        """Answers the message with that in it, as Telegram's "Reply" does."""
        message = self.log.locator('[data-from="bot"]').filter(has_text=part).last
        message.hover()
        message.get_by_test_id("reply").click()
        expect(self.screen.get_by_test_id("replying")).to_be_visible()
        self.says(text)
        expect(self.screen.get_by_test_id("replying")).to_be_hidden()

    def taps(self, label: str) -> None:
        """The newest button with this label, under a message."""
        self.button(label).click()

    def presses(self, key: str) -> None:
        """A key of the keyboard that the bot offers."""
        self.screen.get_by_test_id("reply-keyboard").get_by_role("button", name=key).click()

    def is_put_away(self) -> None:
        self.screen.get_by_test_id("close-phone").click()

    def button(self, label: str) -> Locator:
        with_signs = re.compile(rf"^\W*{re.escape(label)}\W*$")  # "2" isn't "20", and "✅ Klaar" is "Klaar"
        return self.log.get_by_role("button", name=with_signs).last

    def sees(self, *parts: str) -> None:
        """A message that the bot sent holds all of these."""
        message = self.log.locator('[data-from="bot"]')
        for part in parts:
            message = message.filter(has_text=part)
        expect(message.last).to_be_visible()


class Screen:
    """The page in one browser window."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self._pictures = pictures

    def phone(self, name: str) -> Phone:
        phone = Phone(self.page, name)
        expect(phone.screen).to_be_visible()
        return phone

    def somebody_new(self, name: str) -> Phone:
        """Makes a person and opens their phone."""
        self.page.get_by_test_id("add-phone").click()
        self.page.get_by_test_id("new-person-name").fill(name)
        self.page.get_by_test_id("new-person").click()
        return self.phone(name)

    def opens(self, who: str, name: str) -> Phone:
        """Opens the phone of the first person whom the search for `who` finds."""
        self.page.get_by_test_id("add-phone").click()
        self.page.get_by_test_id("people-search").fill(who)
        self.page.get_by_test_id("person").first.click()
        return self.phone(name)

    def tabs_to(self, wanted: Locator, key: Literal["Tab", "Shift+Tab"] = "Tab") -> None:
        """Goes on with the keyboard until the focus is there."""
        expect(wanted).to_be_visible()
        for _ in range(MOST_TABS):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard doesn't come by {wanted}")

    def fonts_of(self, test_id: str) -> list[str]:
        """The names of the fonts in which the text of an element is drawn."""
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("DOM.enable")
        devtools.send("CSS.enable")
        root = devtools.send("DOM.getDocument")["root"]["nodeId"]
        found = devtools.send("DOM.querySelector", {"nodeId": root, "selector": f"[data-testid={test_id}]"})
        drawn = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": found["nodeId"]})
        return [font["familyName"] for font in drawn["fonts"]]

    def keep_picture(self, name: str) -> None:
        """Keeps what is shown as var/screenshots/<name>.png."""
        self.page.screenshot(path=self._pictures / f"{name}.png", animations="disabled")


class Visitor:
    """Opens windows, and closes them all."""

    def __init__(self, browser: Browser, address: str, pictures: Path) -> None:
        self._browser = browser
        self._address = address
        self._pictures = pictures
        self._windows: list[BrowserContext] = []
        self._failures: list[str] = []

    def __call__(self, size: tuple[int, int] = LAPTOP, colours: Literal["light", "dark"] = "light") -> Screen:
        width, height = size
        window = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=colours,
            locale="nl-BE",
            reduced_motion="reduce",  # pictures show where things stand, not how they get there
            has_touch=width < 640,
        )
        self._windows.append(window)
        page = window.new_page()
        page.on("pageerror", lambda error: self._failures.append(str(error)))
        page.goto(self._address)
        return Screen(page, self._pictures)

    def leave(self) -> None:
        for window in self._windows:
            window.close()
        assert not self._failures
