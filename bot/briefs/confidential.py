"""What of a public text is perhaps not for everybody: contact data, accounts, names of people."""

import re
from typing import Final

from bot.briefs.names import names_in
from bot.briefs.words import Reader
from bot.domain.masking import E_MAIL, IBAN, PHONE, USERNAME, masked

_MARKS: Final = (E_MAIL, IBAN, PHONE, USERNAME)
_LONGEST: Final = 80
"""Most characters of contact data that are looked at."""
_CODE = re.compile(
    r"(?<!\w)(?:art\w*|ean|gtin|sku|kat\w*|ko[dt]\w*|[cš]ifr\w*|code\w*|batch|lot|charge|"
    r"[sš]ar[zž]\w*|seri\w*|partij?[aie]\w*|model\w*|typ\w*|order|item|part|vare\w*|ordre\w*|"
    r"bestell\w*|auftrag\w*|auftrags\w*|zam[oó]wien\w*|nalog\w*|indeks\w*|material\w*|nip|regon|krs|cvr|"
    r"vat|id|mati[cč]n\w*|dav[cč]n\w*|pn|din|en|iso|iec)"
    r"[\s.:#-]{0,3}(?:(?:no|nr|nummer|number|št|numer)[\s.:]{0,3})?[\w./-]*\d[\w./-]*",
    re.IGNORECASE,
)
"""Codes of things are as long as telephone numbers: "art. 40023917"."""


def contact_data(text: str) -> str:
    """Return the contact data in a text as it stands there, empty if there is none."""
    without = _CODE.sub(lambda found: re.sub(r"\d", "x", found[0]), text)
    if not any(masked(without).count(mark) > text.count(mark) for mark in _MARKS):
        return ""
    return _first_difference(text, masked(without), without)


def confidential(text: str, contact: str, reader: Reader | None) -> str:
    """Return the first thing of a public text that is perhaps confidential, or nothing."""
    if found := contact_data(text):
        return found
    if reader is None:
        return ""
    return next(names_in(text, contact, reader), "")


def _first_difference(text: str, read: str, before: str) -> str:
    """Return what of `text` was masked first: all that is masked as one thing from there on."""
    pairs = enumerate(zip(before, read, strict=False))
    start = next((at for at, (was, now) in pairs if was != now), 0)
    last = min(len(text), start + _LONGEST)
    ends = (end for end in range(last, start, -1) if masked(before[start:end]) in _MARKS)
    return text[start : next(ends, last)]
