"""What people can do, speak and own, in words: the pages of the catalogue and what stands on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from messages.card import Button, Card
from messages.formats import listing
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from services.rules.skills import Category, SkillCode, from_bits, mask_of, offered

DONE = "done"
PAGE = "page-"  # and the category: some have the name of an entry

PAGES = {
    Category.CARE: mark("Care"),
    Category.PRACTICAL: mark("Practical work"),
    Category.DRIVING: mark("Driving"),
    Category.LANGUAGES: mark("Languages"),
    Category.EQUIPMENT: mark("Own equipment"),
}
# For a page whose entries need no explanation each.
ABOUT = {
    Category.LANGUAGES: mark("Spoken well enough to interpret for somebody."),
    Category.EQUIPMENT: mark("To be used in a deployment, with its owner."),
}
NAMES = {
    SkillCode.FIRST_AID: mark("First aid"),
    SkillCode.MEDICAL: mark("Nurse or doctor"),
    SkillCode.CARE: mark("Caring for people"),
    SkillCode.PSYCHOSOCIAL: mark("A listening ear"),
    SkillCode.CHILD_CARE: mark("Child care"),
    SkillCode.ANIMALS: mark("Animals"),
    SkillCode.STRONG: mark("Heavy lifting"),
    SkillCode.LOGISTICS: mark("Logistics"),
    SkillCode.KITCHEN: mark("Kitchen"),
    SkillCode.REPAIRS: mark("Repairs"),
    SkillCode.CHAINSAW: mark("Chainsaw"),
    SkillCode.ELECTRICITY: mark("Power, generators"),
    SkillCode.BOAT: mark("Boat"),
    SkillCode.IT_RADIO: mark("IT and radio"),
    SkillCode.ADMINISTRATION: mark("Administration"),
    SkillCode.DRIVER_B: mark("Driver: car (B)"),
    SkillCode.DRIVER_C: mark("Driver: lorry (C)"),
    SkillCode.DRIVER_D: mark("Driver: bus (D)"),
    SkillCode.TAIL_LIFT: mark("Tail lift"),
    SkillCode.DUTCH: mark("Dutch"),
    SkillCode.FRENCH: mark("French"),
    SkillCode.ENGLISH: mark("English"),
    SkillCode.GERMAN: mark("German"),
    SkillCode.ARABIC: mark("Arabic"),
    SkillCode.TURKISH: mark("Turkish"),
    SkillCode.TAMAZIGHT: mark("Tamazight"),
    SkillCode.UKRAINIAN: mark("Ukrainian"),
    SkillCode.RUSSIAN: mark("Russian"),
    SkillCode.POLISH: mark("Polish"),
    SkillCode.ROMANIAN: mark("Romanian"),
    SkillCode.BULGARIAN: mark("Bulgarian"),
    SkillCode.SPANISH: mark("Spanish"),
    SkillCode.ITALIAN: mark("Italian"),
    SkillCode.PORTUGUESE: mark("Portuguese"),
    SkillCode.FARSI: mark("Farsi or Dari"),
    SkillCode.PASHTO: mark("Pashto"),
    SkillCode.TIGRINYA: mark("Tigrinya"),
    SkillCode.SIGN_LANGUAGE: mark("Sign language"),
    SkillCode.LANGUAGES: mark("Foreign languages"),
    SkillCode.OWN_CAR: mark("Own car"),
    SkillCode.OWN_VAN: mark("Own van"),
    SkillCode.OWN_TRAILER: mark("Own trailer"),
    SkillCode.OWN_4X4: mark("Own 4×4"),
    SkillCode.OWN_TRACTOR: mark("Own tractor"),
    SkillCode.OWN_BOAT: mark("Own boat"),
    SkillCode.OWN_PUMP: mark("Own pump"),
    SkillCode.OWN_GENERATOR: mark("Own generator"),
}
MEANINGS = {
    SkillCode.FIRST_AID: mark("took a first-aid course"),
    SkillCode.MEDICAL: mark("also ambulance crew"),
    SkillCode.CARE: mark("care assistant, or used to caring for somebody"),
    SkillCode.PSYCHOSOCIAL: mark("stays calm with people who are upset"),
    SkillCode.CHILD_CARE: mark("looks after a group of children"),
    SkillCode.ANIMALS: mark("catches, moves and feeds pets or cattle"),
    SkillCode.STRONG: mark("sandbags, furniture, a stretcher on the stairs"),
    SkillCode.LOGISTICS: mark("loads, sorts and hands out goods"),
    SkillCode.KITCHEN: mark("cooks for a group"),
    SkillCode.REPAIRS: mark("building, roofs, plumbing"),
    SkillCode.CHAINSAW: mark("with experience and protective clothing"),
    SkillCode.ELECTRICITY: mark("connects a generator safely"),
    SkillCode.BOAT: mark("steers one on a river"),
    SkillCode.IT_RADIO: mark("computers, networks, two-way radio"),
    SkillCode.ADMINISTRATION: mark("registers people, keeps lists, answers the phone"),
    SkillCode.DRIVER_B: mark("car or van"),
    SkillCode.DRIVER_C: mark("lorry"),
    SkillCode.DRIVER_D: mark("bus"),
    SkillCode.TAIL_LIFT: mark("can work one on a lorry"),
    SkillCode.TAMAZIGHT: mark("Berber"),
}


def skill_name(code: SkillCode) -> str:
    """One entry, short enough for a button."""
    return _(NAMES[code])


def skill_names(bits: int, pages: Collection[Category] = tuple(Category)) -> str:
    """All entries in `bits` that stand on these pages, as a list; "none in particular" where there is none."""
    names = [skill_name(code) for code in from_bits(bits & mask_of(pages))]
    return listing(names) if names else _("none in particular")


def page_in(value: str, among: Collection[Category]) -> Category | None:
    """The page that a button of the list opens, if it is one of these."""
    return next((page for page in among if value == f"{PAGE}{page}"), None)


SHORT_NAMES = 3  # that stand side by side on a phone

Pick = Callable[[str, str], Button]  # a label, and the value that a tap gives


def ask_skills(question: Html, pages: Sequence[Category], page: Category | None, bits: int, pick: Pick) -> Card:
    """The open page, or the list of pages under `question`."""
    return _page(page, bits, pick) if page else _list(question, pages, bits, pick)


def _list(question: Html, pages: Sequence[Category], bits: int, pick: Pick) -> Card:
    chosen = bits & mask_of(pages)
    rows = _rows([_opens(page, bits, pick) for page in pages])
    so_far = fill(_("Chosen: <b>{skills}</b>"), skills=skill_names(chosen)) if chosen else ""
    done = pick(_("👍 Done") if chosen else _("👍 None of these"), DONE)
    return Card(paragraphs(question, so_far), rows=(*rows, (done,)))


def _opens(page: Category, bits: int, pick: Pick) -> Button:
    number = (bits & mask_of([page])).bit_count()
    return pick(f"✅ {_(PAGES[page])} ({number})" if number else _(PAGES[page]), f"{PAGE}{page}")


def _page(page: Category, bits: int, pick: Pick) -> Card:
    each = offered(page, bits)
    chosen = from_bits(bits)
    text = paragraphs(
        fill("<b>{page}</b>", page=_(PAGES[page])),
        lines(_(ABOUT[page]) if page in ABOUT else "", *(_explained(code) for code in each if code in MEANINGS)),
        _("Tap all that fits; a second tap takes it away."),
    )
    cells = [pick(f"✅ {skill_name(code)}" if code in chosen else skill_name(code), code) for code in each]
    side_by_side = SHORT_NAMES if page is Category.LANGUAGES else 2
    return Card(text, rows=(*_rows(cells, side_by_side), (pick(_("👍 Done"), DONE),)))


def _explained(code: SkillCode) -> Html:
    return fill("• <b>{name}</b>: {meaning}", name=skill_name(code), meaning=_(MEANINGS[code]))


def _rows(cells: list[Button], side_by_side: int = 2) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(cells[start : start + side_by_side]) for start in range(0, len(cells), side_by_side))
