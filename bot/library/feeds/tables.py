"""CSV and XLSX → items: one row an entry, the columns found by their names.

XLSX is a zip of XML files: sizes, ratios and document types are looked at before openpyxl opens
it, values are read and formulas are not.
"""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final

from bot.library.feeds import cells
from bot.library.feeds.cells import BadCell
from bot.library.feeds.failures import Reason, Unusable
from bot.library.feeds.items import LONGEST_LINE, MOST_ITEMS, Item, Parsed, days_through
from bot.library.feeds.markup import address, one_line, plain_text
from bot.library.feeds.zones import iana_name

_DELIMITERS: Final = ";\t,|"
_HEADER_WITHIN: Final = 10
"""Rows that may come before the header."""
_MOST_COLUMNS: Final = 60
_MOST_ROWS: Final = 5_000
_MOST_FILES: Final = 300
_LARGEST_FILE: Final = 20_000_000
_LARGEST_BOOK: Final = 40_000_000
_HIGHEST_RATIO: Final = 120
"""Sheets of the same word pack about 50 to 1; bombs 1,000 to 1."""
_RATIO_FROM: Final = 1_000_000
_DOCTYPE: Final = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y|E\0?N\0?T\0?I)\0?", re.IGNORECASE)
_END_OF_DAY: Final = time(23, 59)

Row = Sequence[str]
Numbered = Iterable[tuple[int, Row]]


def read_csv(text: str, *, home: str, now: datetime, language: str = "en") -> Parsed:
    """Return the rows of a table as items that are not over."""
    head = text[:40]
    if named := re.match(r"sep=([;,\t|])\r?\n", head, re.IGNORECASE):
        text = text[named.end() :]
        delimiters: Iterable[str] = (named[1],)
    else:
        delimiters = _DELIMITERS
    best: tuple[int, str] = (0, "")
    for delimiter in delimiters:
        known = _most_columns(text, delimiter, language)
        best = max(best, (known, delimiter), key=lambda pair: pair[0])
    if not best[0]:
        raise Unusable(Reason.NO_TITLE_COLUMN)
    return _Reading(home, now, language).read(_csv_rows(text, best[1]))


def _most_columns(text: str, delimiter: str, language: str) -> int:
    """Return how many columns the best row of the first ones names."""
    rows = islice(_csv_rows(text, delimiter), _HEADER_WITHIN)
    most = 0
    try:
        for _, row in rows:
            most = max(most, len(_columns(row, language)))
    except Unusable:  # with this delimiter, or further down
        pass
    return most


def read_xlsx(body: bytes, *, home: str, now: datetime, language: str = "en") -> Parsed:
    """Return the rows of the first visible sheet that has a header."""
    _refuse_attacks(body)
    from openpyxl import load_workbook  # 0.2 s that only this format needs

    book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if getattr(sheet, "sheet_state", "visible") != "visible":
                continue
            sheet.reset_dimensions()  # what a sheet says of its size may be 17 billion cells
            try:
                return _Reading(home, now, language).read(_sheet_rows(sheet))
            except Unusable as error:
                if error.reason is not Reason.NO_TITLE_COLUMN:
                    raise
        raise Unusable(Reason.NO_TITLE_COLUMN)
    finally:
        book.close()


def _csv_rows(text: str, delimiter: str) -> Numbered:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(islice(reader, _MOST_ROWS), 1):
            yield number, row[:_MOST_COLUMNS]
    except csv.Error as error:  # a quote that never ends swallows the rest
        raise Unusable(Reason.DAMAGED) from error


def _sheet_rows(sheet: Any) -> Numbered:
    rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
    for number, row in enumerate(islice(rows, _MOST_ROWS), 1):
        yield number, [_as_text(value) for value in row]


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)[: 2 * LONGEST_LINE * 20]


def _refuse_attacks(body: bytes) -> None:
    """Look at the files of a book before anything unpacks them for good."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            files = book.infolist()
            whole = sum(file.file_size for file in files)
            if (
                len(files) > _MOST_FILES
                or whole > _LARGEST_BOOK
                or any(file.file_size > _LARGEST_FILE for file in files)
                or any(
                    file.file_size > _RATIO_FROM
                    and file.file_size > _HIGHEST_RATIO * max(file.compress_size, 1)
                    for file in files
                )
            ):
                raise Unusable(Reason.BOMB)
            if "xl/workbook.xml" not in book.namelist():
                raise Unusable(Reason.NOT_A_FEED)
            for file in files:
                # Office never writes a document type; without one nothing can be defined.
                if file.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(book.read(file)):
                    raise Unusable(Reason.ENTITIES)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unusable(Reason.DAMAGED) from error


def _columns(row: Row, language: str) -> dict[str, int]:
    """Return which column is where; the first of two with one name counts."""
    found: dict[str, int] = {}
    for place, text in enumerate(row):
        if name := cells.header(text, language):
            found.setdefault(name, place)
    return found


class _Reading:
    """One pass over the rows of a table."""

    def __init__(self, home: str, now: datetime, language: str) -> None:
        self._home = home
        self._today = now.date()
        self._language = language

    def read(self, rows: Numbered) -> Parsed:
        rows = iter(rows)
        columns: dict[str, int] = {}
        for _, row in islice(rows, _HEADER_WITHIN):
            columns = _columns(row, self._language)
            if "title" in columns:
                break
        else:
            raise Unusable(Reason.NO_TITLE_COLUMN)
        items: list[Item] = []
        broken: list[int] = []
        uids: set[str] = set()
        past = left_out = 0
        for number, row in rows:
            said = _Cells(row, columns)
            if not any(cell.strip() for cell in row):
                continue
            if len(items) + len(broken) + past >= MOST_ITEMS:
                left_out += 1
                continue
            try:
                item, last = self._item(said)
            except BadCell:
                broken.append(number)
                continue
            if item.uid in uids and not said("uid"):  # the same workshop on another day
                item = replace(item, uid=_made_uid(item.title, item.url, item.day))
            uids.add(item.uid)
            if last and last < self._today:
                past += 1
            else:
                items.append(item)
        return Parsed(tuple(items), past, len(broken), left_out, tuple(broken[:20]))

    def _item(self, said: "_Cells") -> tuple[Item, date | None]:
        """Return the item of a row and its last day."""
        title = one_line(said("title"), LONGEST_LINE)
        if not title:
            raise BadCell("title")
        zone = (iana_name(said("zone")) or "") if said("zone") else self._home
        if not zone:
            raise BadCell("zone")
        url = address(_in_full(said("url")))
        times, last = _times(said, zone)
        published = said("published")
        extra = {
            "kind": cells.kind(said("kind")),
            "mode": cells.mode(said("mode")),
            "country": said("country")[:20],
            "short": one_line(said("short"), LONGEST_LINE * 2),
        }
        item = Item(
            uid=said("uid")[:500] or _made_uid(title, url),
            title=title,
            summary=plain_text(said("text")),
            url=url,
            zone=zone,
            city=said("city")[:80] or None,
            place=one_line(said("venue"), LONGEST_LINE) or None,
            language=said("language")[:20].lower() or None,
            published=cells.moment(published, zone)[0] if published else None,
            cancelled=cells.is_cancelled(said("status")),
            extra={name: value for name, value in extra.items() if value},
            **times,
        )
        return item, last


class _Cells:
    """The texts of one row by the names of their columns."""

    def __init__(self, row: Row, columns: Mapping[str, int]) -> None:
        self._row = row
        self._columns = columns

    def __call__(self, name: str) -> str:
        place = self._columns.get(name)
        if place is None or place >= len(self._row):
            return ""
        return cells.without_formula(self._row[place])


def _times(said: Callable[[str], str], zone: str) -> tuple[dict[str, Any], date | None]:
    """Return the times of a row as fields of an item, and its last day."""
    found: dict[str, Any] = {}
    days: list[date] = []
    if text := said("deadline"):
        day, at = _moment(text, zone)
        found["deadline_at"] = datetime.combine(day, at or _END_OF_DAY)
        days.append(day)
    if text := said("start"):
        day, at = _moment(text, zone)
        at = at or cells.clock_time(said("start_time"))
        end, end_at = _moment(said("end"), zone) if said("end") else (day, None)
        end_at = end_at or cells.clock_time(said("end_time"))
        if end < day:
            raise BadCell("end")
        if at is None:
            found["days"] = days_through(day, end)
        else:
            found["starts_at"] = datetime.combine(day, at)
            ends_at = datetime.combine(end, end_at or (_END_OF_DAY if end > day else at))
            found["ends_at"] = ends_at if ends_at > found["starts_at"] else None
        days.append(end)
    return found, max(days, default=None)


def _moment(text: str, zone: str) -> tuple[date, time | None]:
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):  # a date that a sheet shows as a number
        at = cells.from_excel(float(text))
        return at.date(), None if at.time() == time() else at.time()
    return cells.moment(text, zone)


def _in_full(url: str) -> str:
    return f"https://{url}" if url.lower().startswith("www.") else url


def _made_uid(title: str, url: str | None, day: str | None = None) -> str:
    """Return an id for a row without one, that stays when its dates move."""
    key = f"{title}\n{url or ''}\n{day or ''}"
    return f"made-{hashlib.sha256(key.encode()).hexdigest()[:24]}"
