"""What a newcomer does in the playground, on the page itself."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.screens import TELEPHONE, Phone, Screen, Visitor

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def test_a_volunteer_signs_up_by_tapping_and_typing(visit: Visitor) -> None:
    screen = visit()
    zoe = screen.somebody_new("Zoë")
    zoe.screen.get_by_test_id("start").click()
    zoe.sees("Levensgevaar? Bel 112.")
    zoe.taps("Nederlands")
    zoe.sees("Je privacy")
    zoe.taps("Verder")
    zoe.sees("Wanneer ben je geboren?")
    zoe.says("31 december 1998")
    zoe.sees("Hoe heet je?")
    zoe.says("Zoë Claes")
    zoe.presses("Deel mijn nummer")
    zoe.sees("In welke gemeente woon je?")
    zoe.says("mechlen")
    zoe.taps("Zorg en opvang")
    zoe.taps("Eerste hulp (EHBO)")
    expect(zoe.log.get_by_role("button", name="✅ Eerste hulp (EHBO)")).to_be_visible()
    zoe.taps("Eerste hulp (EHBO)")  # and off again
    zoe.taps("Klaar")
    zoe.taps("Praktisch werk")
    zoe.taps("Logistiek")
    zoe.taps("Klaar")
    zoe.sees("Gekozen: Logistiek")
    zoe.taps("Klaar")
    zoe.taps("Altijd")
    zoe.taps("Ja, roep me altijd op")
    zoe.taps("Overslaan")
    zoe.sees("Je rechten als vrijwilliger", "Verzekeringen De Proef")
    zoe.taps("Ik heb dit gelezen")
    zoe.sees("Zoë Claes", "31 december 1998", "Korps: Mechelen", "Goed in: Logistiek")
    zoe.taps("Klopt, schrijf me in")
    zoe.sees("Dank je, Zoë!", "korps van Mechelen")
    expect(zoe.screen.get_by_test_id("label")).to_have_text("vrijwilliger Mechelen")
    screen.keep_picture("sign-up-laptop-light")
    zoe.log.get_by_role("link", name="/profiel").last.click()  # a command in a message is sent by a tap
    zoe.sees("Tik op wat je wilt veranderen")

    by_hand = visit(TELEPHONE, "dark")
    by_hand.opens("Zoë", "Zoë").sees("Dank je, Zoë!")
    by_hand.keep_picture("sign-up-telephone-dark")


def test_a_help_request_becomes_a_call_out_that_people_answer(visit: Visitor) -> None:
    """Its picture on the laptop is the README's."""
    screen = visit()
    screen.page.get_by_test_id("hint-close").click()
    els, tom, nadia, bram = [screen.phone(name) for name in ("Els", "Tom", "Nadia", "Bram")]
    asks_for_five(tom)
    els.sees("hulpvraag van Mechelen", "Zandzakken vullen", "Tom")
    ten_minutes_pass(screen)
    tom.sees("Nog niemand")
    els.taps("Neem over")
    els.sees("passen", "zijn vrij")
    els.taps("Start met Mechelen")
    els.sees("0 van 5")

    nadia.sees("5 mensen nodig in Mechelen")
    expect(nadia.log).not_to_contain_text("Zoutwerf")  # the address is for those who come
    nadia.taps("Ik kom")
    nadia.sees("Je komt. Dank je, Nadia!", "Zoutwerf 5", "Els", "nummer 1 van 5")
    expect(nadia.log.locator(".place")).to_be_visible()  # the meeting point on a map
    somebody_replies(screen, "Marie", "Ik kan niet", "Je kunt deze keer niet komen")
    for name in ("Youssef", "Jef", "Fatima", "Stijn"):
        somebody_replies(screen, name, "Ik kom", "Je komt")
    bram.sees("genoeg mensen")
    bram.taps("Zet me op de reservelijst")
    bram.sees("Alle 5 plaatsen zijn bezet", "1e op de reservelijst")
    els.sees("5 van 5", "1 op de reservelijst", "1 kan niet")
    tom.sees("De oproep loopt", "5 van 5")
    expect(bram.screen.get_by_test_id("toast")).to_be_hidden()  # it covers what the picture is to show
    screen.keep_picture("call-out-laptop-light")

    by_hand = visit(TELEPHONE, "dark")
    tab = by_hand.page.get_by_test_id("tab").filter(has_text="Nadia")
    tab.click()
    expect(tab).to_have_attribute("aria-current", "true")
    by_hand.phone("Nadia").sees("Je komt. Dank je, Nadia!")
    by_hand.keep_picture("call-out-telephone-dark")


def asks_for_five(tom: Phone) -> None:
    """At a point on the map, with its address."""
    tom.screen.get_by_test_id("first-command").filter(has_text="/hulpvraag").click()
    tom.sees("Levensgevaar? Bel 112.", "Wat is er nodig?")
    tom.says("Zandzakken vullen aan de Dijle")
    tom.presses("Waar ik nu ben")
    tom.screen.page.get_by_test_id("location-preset").filter(has_text="Mechelen").first.click()
    tom.sees("Welk adres is dat?")
    tom.says("Zoutwerf 5")
    tom.taps("5")
    tom.taps("Nu")
    tom.sees("Je hulpvraag is vertrokken", "Zoutwerf 5")


def ten_minutes_pass(screen: Screen) -> None:
    ahead = screen.page.get_by_test_id("clock-ahead")
    expect(ahead).to_be_hidden()
    screen.page.get_by_test_id("clock-10m").click()
    expect(ahead).to_have_text("+10 min")
    expect(screen.page.get_by_test_id("clock")).to_have_attribute("aria-busy", "false")


def somebody_replies(screen: Screen, name: str, label: str, answer: str) -> None:
    """Somebody of Mechelen's corps, whose phone is put away again."""
    phone = screen.opens(f"{name} vrijwilliger Mechelen", name)
    phone.taps(label)
    phone.sees(answer)
    phone.is_put_away()


def test_a_photo_of_this_machine_is_sent_on_and_leaves_both_chats(visit: Visitor, tmp_path: Path) -> None:
    picture = tmp_path / "attest.png"
    picture.write_bytes(PIXEL)
    screen = visit()
    nadia, els = screen.phone("Nadia"), screen.phone("Els")
    nadia.says("/attest")
    nadia.sees("Heb je een EHBO-attest?")
    nadia.screen.get_by_test_id("attach").click()
    with screen.page.expect_file_chooser() as chooser:
        nadia.screen.get_by_test_id("attach-file").click()
    chooser.value.set_files(picture)
    nadia.sees("Ik heb je attest")
    expect(nadia.log.locator(".photo")).to_be_visible()
    els.sees("Nadia Peeters stuurde een EHBO-attest")
    expect(els.log.locator(".photo img").last).to_be_visible()
    els.taps("Bevestig")
    els.taps("Basisopleiding EHBO")
    els.taps("Geen einddatum")
    nadia.sees("Je EHBO-attest is in orde", "Basisopleiding EHBO, zonder einddatum")
    for phone in (nadia, els):
        expect(phone.log.locator(".photo")).to_have_count(0)


def test_a_message_is_replied_to(visit: Visitor) -> None:
    screen = visit()
    nadia = screen.phone("Nadia")
    nadia.says("/help")
    nadia.sees("Levensgevaar? Bel 112.", "/taal")
    nadia.replies_to("/taal", "dank je")
    expect(nadia.log.locator('[data-from="user"] .quote').last).to_contain_text("112")


def test_the_keyboard_alone_is_enough(visit: Visitor) -> None:
    screen = visit()
    keyboard = screen.page.keyboard
    screen.phone("Bram")
    screen.tabs_to(screen.page.get_by_test_id("add-phone"))
    keyboard.press("Enter")
    screen.tabs_to(screen.page.get_by_test_id("new-person-name"))
    keyboard.type("Jo")
    keyboard.press("Enter")
    jo = screen.phone("Jo")
    expect(jo.screen.get_by_test_id("start")).to_be_focused()
    keyboard.press("Enter")
    jo.sees("Levensgevaar? Bel 112.")
    screen.tabs_to(jo.button("Nederlands"), "Shift+Tab")
    keyboard.press("Enter")
    jo.sees("Je privacy")
    screen.tabs_to(jo.screen.get_by_test_id("composer"))
    keyboard.type("/hu")
    keyboard.press("ArrowDown")  # in the command menu
    keyboard.press("Enter")
    jo.sees("schrijf je in", "/taal")


def test_digits_and_spaces_come_from_the_font_of_the_text(visit: Visitor) -> None:
    """Emoji fonts have both too, wide and grey; where few fonts are installed, naming one gives them the word."""
    screen = visit()
    expect(screen.page.get_by_test_id("clock-10m")).to_contain_text("+10 min")
    fonts = screen.fonts_of("clock-10m")
    assert fonts
    assert not [font for font in fonts if "emoji" in font.lower()]
