"""How old somebody is on a day, and what follows from it."""

from __future__ import annotations

from datetime import date

# The policy paper on the corps, 2.1: sixteen is the age from which people take part. It says "ouder dan 16";
# the product reads that as "from the sixteenth birthday".
MINIMUM_AGE = 16
# Article 388 of the old Civil Code: whoever hasn't reached eighteen is a minor.
ADULT_AGE = 18


def age_on(birth_date: date, day: date) -> int:
    """Full years between the two days; negative when `day` is before the birth.

    Whoever was born on 29 February has a birthday on 1 March in common years.
    """
    birthday_is_ahead = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - int(birthday_is_ahead)


def may_join(birth_date: date, today: date) -> bool:
    """Whether somebody may sign up: sixteen today is in, sixteen tomorrow is not."""
    return age_on(birth_date, today) >= MINIMUM_AGE


def is_minor(birth_date: date, today: date) -> bool:
    """Whether somebody is under eighteen, and so is never offered tasks marked 18+."""
    return age_on(birth_date, today) < ADULT_AGE


def birthday(birth_date: date, age: int) -> date:
    """The day on which somebody becomes `age`: `age_on` turned the other way."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:  # 29 February, in a common year
        return date(birth_date.year + age, 3, 1)


def latest_birth_date(minimum_age: int, day: date) -> date:
    """The last birth date with which somebody is `minimum_age` on `day`: `age_on` turned, for queries."""
    try:
        return day.replace(year=day.year - minimum_age)
    except ValueError:  # 29 February, and no such day that year: whoever was born on 1 March isn't there yet
        return date(day.year - minimum_age, 2, 28)
