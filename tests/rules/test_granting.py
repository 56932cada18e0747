"""Who may hand out which role, and where: nobody more than they hold, and not by a detour either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.authority import FLANDERS, Authority, Grant
from services.rules.granting import GRANTED_BY, Territory, grantable, may_grant, may_hold

MECHELEN = Territory(12025, "Antwerpen", FLANDERS)
LIER = Territory(12021, "Antwerpen", FLANDERS)
GENT = Territory(44021, "Oost-Vlaanderen", FLANDERS)
NAMUR = Territory(92094, "Namen", "Wallonië")
ANTWERP, EAST = Territory(province="Antwerpen"), Territory(province="Oost-Vlaanderen")
EVERYWHERE = Territory()
AREAS = (MECHELEN, LIER, GENT, NAMUR, ANTWERP, EAST, EVERYWHERE)
ROLES = tuple(GRANTED_BY)
ALL = frozenset(ROLES)
WIDE = ALL - {"corps_administrator"}


def grant_for(role: str, where: Territory) -> Grant:
    scope = "municipality" if where.nis else "province" if where.province else "flanders"
    return Grant(role, scope, where.nis, where.province if scope == "province" else None)


@pytest.mark.parametrize(
    ("role", "holds", "where", "may"),
    [
        ("requester", MECHELEN, MECHELEN, frozenset()),
        ("requester", EVERYWHERE, MECHELEN, frozenset()),
        ("corps_administrator", MECHELEN, MECHELEN, {"requester", "corps_administrator"}),
        ("corps_administrator", MECHELEN, LIER, frozenset()),
        ("corps_administrator", MECHELEN, ANTWERP, frozenset()),
        ("corps_administrator", MECHELEN, EVERYWHERE, frozenset()),
        ("coordinator", MECHELEN, MECHELEN, {"coordinator"}),
        ("coordinator", ANTWERP, MECHELEN, {"coordinator"}),
        ("coordinator", ANTWERP, ANTWERP, {"coordinator"}),
        ("coordinator", ANTWERP, EVERYWHERE, frozenset()),
        ("coordinator", ANTWERP, GENT, frozenset()),
        ("administrator", MECHELEN, MECHELEN, ALL),
        ("administrator", MECHELEN, ANTWERP, frozenset()),
        ("administrator", ANTWERP, LIER, ALL),
        ("administrator", ANTWERP, ANTWERP, WIDE),
        ("administrator", ANTWERP, EAST, frozenset()),
        ("administrator", EVERYWHERE, EAST, WIDE),
        ("administrator", EVERYWHERE, EVERYWHERE, WIDE),
        ("administrator", EVERYWHERE, NAMUR, frozenset()),
    ],
)
def test_who_hands_out_what(role: str, holds: Territory, where: Territory, may: frozenset[str]) -> None:
    assert grantable(Authority((grant_for(role, holds),)), where) == may


areas, roles = st.sampled_from(AREAS), st.sampled_from(ROLES)
authorities = st.lists(st.builds(grant_for, roles, areas), max_size=4).map(lambda grants: Authority(tuple(grants)))


@given(authorities, roles, areas)
def test_nobody_gives_more_than_they_hold(authority: Authority, role: str, where: Territory) -> None:
    held_there = {grant.role for grant in authority.grants if grant.covers(where)}
    enough = {"administrator", role} | ({"corps_administrator"} if role == "requester" else set())
    assert not may_grant(authority, role, where) or held_there & enough


@given(authorities, roles, areas, roles, areas)
def test_whoever_is_given_a_role_can_give_nothing_that_the_giver_could_not(
    giver: Authority, role: str, where: Territory, next_role: str, next_where: Territory
) -> None:
    if may_grant(giver, role, where):
        receiver = Authority((grant_for(role, where),))
        assert not may_grant(receiver, next_role, next_where) or may_grant(giver, next_role, next_where)


@given(authorities, authorities, roles, areas)
def test_more_roles_never_take_a_right_away(one: Authority, other: Authority, role: str, where: Territory) -> None:
    both = Authority((*one.grants, *other.grants))
    assert may_grant(both, role, where) == (may_grant(one, role, where) or may_grant(other, role, where))


def test_a_corps_has_one_municipality() -> None:
    assert [may_hold("corps_administrator", where) for where in (MECHELEN, ANTWERP, EVERYWHERE)] == [True, False, False]
