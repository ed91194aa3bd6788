"""A document, field by field, as the chat asks for it and changes it.

Values are those of `bot.domain.drafting`; what setting one does to a document are edits, as
`with_edits` lays them: a path and its value, None to take the path away.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.domain.drafting import TEXT_FIELD
from bot.domain.entries import Kind, Status
from bot.domain.forms import Value
from bot.library.checking import MOMENTS
from bot.library.editing import with_edits

Document = Mapping[str, Any]
Edits = dict[str, Any]

_PLAIN: Final = {"kind": "kind", "url": "url", "place": "city", "mode": "mode", "effort": "effort"}
_LISTS: Final = {"countries": "countries", "sectors": "sectors"}
_MOMENTS: Final = {"deadline": "deadline_at", "opens": "opens_at"}
_SUMS: Final = {"amount": "amount", "fee": "fee"}
_KEYS: Final = {path: key for key, path in {**_PLAIN, **_LISTS, **_MOMENTS, **_SUMS}.items()} | {
    **{"starts_at": "days", "ends_at": "days", "held": "days", "sources": "source"},
    **{"status": "deadline", "deadline_zone": "deadline", "lat": "place", "lon": "place"},
}
_OVER: Final = {Status.CANCELLED, Status.ENDED}


def key_of(path: str) -> str | None:
    """Return the field that a path of a document belongs to: `text.sl.title` → `text_sl`."""
    name, _, rest = path.partition(".")
    name = name.partition("[")[0]
    if name == "text":
        return TEXT_FIELD + rest.partition(".")[0] if rest else None
    return _KEYS.get(name)


def values_of(document: Document) -> dict[str, Value]:
    """Return what a document says, field by field."""
    values: dict[str, Value | None] = {
        **{key: document.get(path) for key, path in _PLAIN.items()},
        **{key: tuple(document.get(path) or ()) for key, path in _LISTS.items()},
        **{key: _moment(document.get(path)) for key, path in _MOMENTS.items()},
        **{key: _sum(document.get(path)) for key, path in _SUMS.items()},
        "days": _days(document),
        "source": next((source["name"] for source in document.get("sources") or ()), None),
    }
    for language, text in (document.get("text") or {}).items():
        said = (str(text.get("title", "")), str(text.get("summary", "")))
        values[TEXT_FIELD + language] = "\n".join(said)
    return {key: value for key, value in values.items() if value}


def edits_for(key: str, value: Value | None, document: Document, zone: str) -> Edits:
    """Return the edits that give a field a value; None empties it. `zone` is for new moments."""
    edits = _edits(key, value, document)
    after = with_edits(document, edits)
    if any(after.get(name) for name in MOMENTS) and not after.get("deadline_zone"):
        edits["deadline_zone"] = zone
    return edits | status_edit(after)


def status_edit(document: Document) -> Edits:
    """Return the edit that makes the status fit the dates; what is over stays over."""
    status, kind = document.get("status"), document.get("kind")
    moments = any(document.get(name) for name in MOMENTS)
    if status == Status.CANCELLED or (status == Status.ENDED and not moments):
        return {}
    if moments or (document.get("held") and status in {Status.UNCHECKED, Status.STANDING}):
        return {} if status == Status.DATED else {"status": str(Status.DATED)}
    if status == Status.DATED and not document.get("held"):
        # Who takes the last date away says that there is none; an event without days is open.
        other = Status.UNCHECKED if kind == Kind.EVENT else Status.STANDING
        return {"status": str(other)}
    return {}


def without_edits(edits: Document, key: str) -> Edits:
    """Return the edits without those of one field: the file or the feed speaks again."""
    left = {path: value for path, value in edits.items() if key_of(path) != key}
    if key in {"days", "opens"} and "status" in left and left["status"] not in _OVER:
        del left["status"]
    if key == "deadline" and edits.get("status") in _OVER:
        left["status"] = edits["status"]
    return left


def is_edited(edits: Document, key: str) -> bool:
    """Say whether a person changed a field."""
    return any(key_of(path) == key for path in edits if path not in {"status", "deadline_zone"})


def _edits(key: str, value: Value | None, document: Document) -> Edits:
    if key == "place":  # a position that was given was that of the old place
        return {"city": value} | dict.fromkeys({"lat", "lon"} & document.keys())
    if key in _PLAIN:
        return {_PLAIN[key]: value}
    if key in _LISTS:
        return {_LISTS[key]: list(value) if isinstance(value, tuple) else None}
    said = value if isinstance(value, str) else None
    if key in _MOMENTS:
        return {_MOMENTS[key]: said}
    if key in _SUMS:
        return {_SUMS[key]: _sum_from(said, is_fee=key == "fee")}
    if key == "days":
        return _days_from(said)
    if key == "source":
        first, *others = document.get("sources") or [{}]
        url = document.get("url") if not first else first.get("url")
        named = {"name": said} | ({"url": url} if url else {})
        return {"sources": [named, *others] if said else None}
    language = key.removeprefix(TEXT_FIELD)
    if said is None:
        return {f"text.{language}": None}
    title, _, summary = said.partition("\n")
    return {f"text.{language}.title": title, f"text.{language}.summary": summary}


def _moment(said: object) -> str | None:
    return str(said).replace(" ", "T")[:16] if said else None


def _days(document: Document) -> str | None:
    if document.get("starts_at"):
        moments = (_moment(document.get(name)) for name in ("starts_at", "ends_at"))
        return " ".join(moment for moment in moments if moment)
    return " ".join(document.get("held") or ()) or None


def _days_from(said: str | None) -> Edits:
    days = (said or "").split()
    if not any("T" in day for day in days):
        return {"held": days or None, "starts_at": None, "ends_at": None}
    return {"held": None, "starts_at": days[0], "ends_at": days[1] if len(days) > 1 else None}


def _sum(data: Mapping[str, Any] | None) -> str | None:
    if not data:
        return None
    low, high = data.get("minimum"), data.get("maximum", data.get("amount"))
    parts = ("" if bound is None else str(bound) for bound in (low, high))
    return ":".join((data.get("currency", "EUR"), *parts))


def _sum_from(said: str | None, *, is_fee: bool) -> dict[str, Any] | None:
    if said is None:
        return None
    currency, low, high = said.split(":")
    if is_fee:
        return {"amount": int(high or low), "currency": currency}
    bounds = {"minimum": low, "maximum": high}
    return {"currency": currency, **{name: int(bound) for name, bound in bounds.items() if bound}}
