"""The lines of a calendar → its components, and the zones that it defines for itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.library.feeds.failures import Reason, Unusable
from bot.library.feeds.recurrence import read_rule
from bot.library.feeds.zones import MOST_OBSERVANCES, Observance


def unfolded(text: str) -> Iterator[str]:
    """Yield the logical lines: one that begins with a space goes on with the one before."""
    parts: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield "".join(parts)
        parts = [line]
    yield "".join(parts)


def components(
    lines: Iterable[str], outside: Callable[[str, str], None]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the events and zones of a calendar with their lines; alarms in events are left out.

    `outside` is called with the name and the value of every other line.
    """
    calendar, name, inner = False, "", 0
    block: list[str] = []
    for line in lines:
        key, _, value = line.partition(":")
        key, value = key.strip().upper(), value.strip()
        if not name:
            if key == "BEGIN" and value.upper() == "VCALENDAR":
                calendar = True
            elif key == "BEGIN" and value.upper() in {"VEVENT", "VTIMEZONE"}:
                name, block, inner = value.upper(), [line], 0
            else:
                outside(key, value)
        elif key == "BEGIN" and value.upper() == name == "VEVENT":
            block = [line]  # the one before was never ended
        elif key == "END" and value.upper() == name:
            yield name, [*block, line]
            name = ""
        elif key in {"BEGIN", "END"} and name == "VEVENT":
            inner += 1 if key == "BEGIN" else -1  # alarms
        elif inner <= 0 and line.strip():
            block.append(line)
    if not calendar:
        raise Unusable(Reason.NOT_A_FEED)


def own_zone(block: Sequence[str]) -> tuple[str, list[Observance]]:
    """Return a zone that the calendar defines; only rules by the year are ones that zones have."""
    tzid, lines = "", list(block)
    found: list[Observance] = []
    for at, line in enumerate(lines):
        if len(found) == MOST_OBSERVANCES:
            break
        key, _, value = line.partition(":")
        if key.upper() == "TZID":
            tzid = value.strip()
        elif key.upper() == "BEGIN" and value.strip().upper() in {"STANDARD", "DAYLIGHT"}:
            part: dict[str, str] = {}
            for inside in lines[at + 1 : at + 20]:
                name, _, said = inside.partition(":")
                if name.upper() == "END":
                    break
                part.setdefault(name.upper().partition(";")[0], said.strip())
            if observance := _observance(part):
                found.append(observance)
    return tzid, found


def _observance(part: dict[str, str]) -> Observance | None:
    try:
        begins = datetime.strptime(part["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local time
        offset = part["TZOFFSETTO"]
        minutes = int(offset[1:3]) * 60 + int(offset[3:5])
        rule = None
        if "RRULE" in part:
            parts = dict(pair.split("=", 1) for pair in part["RRULE"].upper().split(";"))
            until = parts.pop("UNTIL", "")[:8]
            rule = read_rule(
                {name: said.split(",") for name, said in parts.items()},
                date.fromisoformat(until) if until else None,
            )
            if rule is None or parts["FREQ"] != "YEARLY":
                return None
    except (KeyError, ValueError, IndexError):
        return None
    return Observance(begins, timedelta(minutes=-minutes if offset[0] == "-" else minutes), rule)
