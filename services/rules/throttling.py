"""When somebody sends more than anybody can mean: a bucket of tokens, one for each message or tap."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then `per_second`; whoever goes beyond gets no answer for `pause` seconds."""

    burst: int
    per_second: float
    pause: float


@dataclass(frozen=True)
class Throttle:
    """More for those whom the bot knows: a coordinator assigns forty people as fast as they can tap."""

    known: Rate = Rate(burst=120, per_second=2, pause=10)
    strangers: Rate = Rate(burst=60, per_second=1, pause=30)


@dataclass(frozen=True)
class Bucket:
    """What somebody has left `at` an instant, in seconds of a monotonic clock; `closed_until`: silence till then."""

    tokens: float
    at: float
    closed_until: float = 0.0


@dataclass(frozen=True)
class Passed:
    bucket: Bucket


@dataclass(frozen=True)
class TooMuch:
    """Nothing is done. `first`: they are told so, once, with the whole `seconds` until it goes on."""

    bucket: Bucket
    first: bool
    seconds: int


def take(bucket: Bucket | None, rate: Rate, now: float) -> Passed | TooMuch:
    """Takes a token out of the bucket; none yet is a full one. An empty bucket closes for the rate's pause."""
    held = refilled(bucket or Bucket(rate.burst, now), rate, now)
    if now < held.closed_until:
        return TooMuch(held, first=False, seconds=_whole(held.closed_until - now))
    if held.tokens < 1:
        closed = replace(held, closed_until=now + rate.pause)
        return TooMuch(closed, first=True, seconds=_whole(rate.pause))
    return Passed(replace(held, tokens=held.tokens - 1))


def refilled(bucket: Bucket, rate: Rate, now: float) -> Bucket:
    """The bucket with what has dripped in since; never more than it holds."""
    return replace(bucket, tokens=min(rate.burst, bucket.tokens + (now - bucket.at) * rate.per_second), at=now)


def is_idle(bucket: Bucket, rate: Rate, now: float) -> bool:
    """Whether it is as good as none: full again, and open."""
    return refilled(bucket, rate, now).tokens >= rate.burst and now >= bucket.closed_until


def _whole(seconds: float) -> int:
    return max(1, int(-(-seconds // 1)))
