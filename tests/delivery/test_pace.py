"""The pace as a table of moments: nothing here waits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import Pace, Rates
from services.rules.delivery import send_again

RATES = Rates(per_second=28, chat_per_second=1, chat_burst=3, global_hint=1.0)


@given(st.lists(st.floats(0, 5), min_size=1, max_size=200))
def test_no_second_ever_holds_more_than_the_rate(asked_at: list[float]) -> None:
    pace = Pace(RATES)
    slots = [pace.take_slot(chat, moment) for chat, moment in enumerate(sorted(asked_at))]
    for slot in slots:
        assert sum(slot <= other < slot + 1 - 1e-6 for other in slots) <= 28


def test_a_chat_gets_its_burst_and_then_one_a_second() -> None:
    pace = Pace(RATES)
    for _ in range(3):
        assert 7 not in pace.resting(0.0)
        pace.take_slot(7, 0.0)
    assert pace.resting(0.0) == {7}
    assert pace.resting(1.2) == set()


def test_one_refusal_holds_its_chat_alone() -> None:
    pace = Pace(RATES)
    pace.refused(7, 30, now=10.0)
    assert pace.held(10.1) == {7}
    assert not pace.all_held(10.1)
    assert pace.held(40.1) == set()


def test_the_same_chat_refused_twice_is_still_its_own_matter() -> None:
    pace = Pace(RATES)
    pace.refused(7, 30, now=10.0)
    pace.refused(7, 30, now=10.2)
    assert not pace.all_held(10.3)


def test_refusals_of_two_chats_within_a_second_hold_everybody() -> None:
    pace = Pace(RATES)
    pace.refused(7, 5, now=10.0)
    pace.refused(8, 60, now=10.9)
    assert pace.all_held(69.0)
    assert not pace.all_held(71.0)
    assert pace.take_slot(9, 20.0) >= 70.9


def test_refusals_of_two_chats_far_apart_do_not() -> None:
    pace = Pace(RATES)
    pace.refused(7, 5, now=10.0)
    pace.refused(8, 5, now=11.5)
    assert not pace.all_held(11.6)


def test_what_is_sent_once_more_when_nobody_knows() -> None:
    table = {
        ("invitation", "send", 0): True,
        ("invitation", "send", 1): False,
        ("request_alert", "send", 0): True,
        ("enough", "send", 0): True,
        ("corps_founded", "send", 0): False,
        ("nobody_yet", "replace", 0): True,  # where nothing stands it is sent, and may stand twice
        ("nobody_yet", "replace", 1): False,
        ("board", "edit", 5): True,
        ("menu", "menu", 1): True,
    }
    assert {case: send_again(*case) for case in table} == table
