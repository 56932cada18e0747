"""Logging: structured, and without anything that tells who somebody is or what they wrote."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

import structlog

from bot.settings import Settings


def set_up(settings: Settings) -> None:
    """Sends our log, and the libraries' warnings, to standard error in the format that is set."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    renderer = structlog.processors.JSONRenderer() if settings.log_format == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    libraries = logging.StreamHandler(sys.stderr)
    libraries.setFormatter(Discreet())
    logging.basicConfig(level=logging.WARNING, handlers=[libraries], force=True)
    sys.excepthook = _end


class Discreet(logging.Formatter):
    """A library's warning as its name and, for an error, the place: its text may quote what people wrote."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        return f"{record.levelname} {record.name} {where(error) if error else ''}".rstrip()


def _end(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    structlog.get_logger().critical("stopped", kind=kind.__name__, error=where(error))


def where(error: BaseException) -> str:
    """The kind of an error and the place in the code; never its message, which may quote what people wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {place}"
