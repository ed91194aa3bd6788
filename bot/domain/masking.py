"""Masking: what identifies or reaches somebody is taken out of a text before it is kept.

Questions need amounts, dates, call numbers and postal codes to stay readable, and those look much
like telephone numbers. So one pass reads a text from left to right and tries, at every place, what
is to be kept before what is to be masked.
"""

import re
from typing import Final

E_MAIL: Final = "[e-mail]"
PHONE: Final = "[phone]"
IBAN: Final = "[IBAN]"
USERNAME: Final = "[username]"
NUMBER: Final = "[number]"
"""A card, a tax or a personal number: too long for anything that a question needs."""
PERSONAL: Final = "[personal]"
"""The query of an address that carries a key or names somebody."""

_GAP = r"[ \u00a0\u202f./()\-–]"
_BLANK = r"[ \u00a0\u202f]"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_END = r"(?![./\-–]?\d)"
_CURRENCY = (
    r"(?:€|\$|%|EUR|PLN|CZK|DKK|HRK|HUF|USD|GBP|euro\w*|evr\w*|ευρώ|zł\w*|zlot\w*|k[čn]\b|kr\b"
    r"|koru?n\w*|kron\w*|kun[ae]?\b|ft\b|forint\w*|milij?[oóa]n\w*|million\w*|mi[lo][nj]?\b|mi?o\b"
    r"|mln|m[il]?rd|t[iy]s|tisoč\w*|tusind|tausend)"
)
_GROUPED = r"[1-9]\d{0,2}(?:[ \u00a0\u202f.,']\d{3})+(?:[.,]\d{1,2})?"
_AMOUNT = rf"(?:{_GROUPED}|[1-9]\d{{0,14}}(?:[.,]\d{{1,2}})?)"
_TIME = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_DATE = (
    rf"(?:{_DAY}\.?\s?[-–]\s?)?{_DAY}(?P<dot>[./-])\s?{_MONTH}(?P=dot)\s?(?:{_YEAR}|\d\d){_END}"
)

_KEPT = (
    r"\[(?:e-mail|phone|IBAN|username|number|personal)\]",
    _DATE,
    rf"{_YEAR}[-./]{_MONTH}[-./]{_DAY}(?!\d)",
    rf"{_DAY}\.\s?{_MONTH}\.(?!\s?\d)",
    rf"{_MONTH}[./]{_YEAR}(?!\d)",
    rf"{_YEAR}{_BLANK}?[-–/ ]{_BLANK}?(?:{_YEAR}|\d\d){_END}",
    rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!{_GAP}?\d)",
    rf"{_TIME}\s?[-–]\s?{_TIME}{_END}",
    rf"{_AMOUNT}{_BLANK}?{_CURRENCY}",
    rf"{_CURRENCY}{_BLANK}?{_AMOUNT}(?!{_GAP}?\d)",
    rf"[1-9]\d{{0,2}}(?:[ \u00a0\u202f.,']\d{{3}}){{0,3}}[ \u00a0\u202f.,']000(?!{_GAP}?\d)",
    r"[1-9]\d{0,8}000(?!\d)",
    # A call or a project: HORIZON-CL4-2026-01, FEPW.01.01-IP.01-0001/24.
    r"(?-i:(?!(?:TEL|TLF|GSM|MOB|FAX)\b)[A-Z]{2,}[A-Z0-9]*(?:[-./][A-Z0-9]+)+)",
)
# How numbers are grouped at home where they do not begin with 0.
_SHAPES = (
    "2222",
    "44",
    "233",
    "323",
    "332",
    "333",
    "2322",
    "234",
    "334",
    "244",
    "433",
    "46",
    "37",
    "27",
    "36",
    "64",
    "3322",
    "3222",
    "343",
)
_LOCAL = "|".join(
    rf"\d{{{sizes[0]}}}" + "".join(rf"{_GAP}\d{{{size}}}" for size in sizes[1:])
    for sizes in _SHAPES
)
_DIGITS_LEFT = r"(?<![\w+])"
_MASKED = {
    "email": (
        r"[\w.+%'-]{1,64}(?:@|\s?[(\[]\s?(?:at|afna|małpa)\s?[)\]]\s?)[\w-]{1,63}"
        r"(?:(?:\.|\s?[(\[]\s?(?:dot|pika|kropka)\s?[)\]]\s?)[\w-]{1,63}){0,4}",
        E_MAIL,
    ),
    "username": (
        r"(?:https?://)?(?:t|telegram)\.(?:me|dog)/[^\s,;]+|tg://[^\s,;]+"
        r"|(?<![\w/@])@[^\W\d_]\w{2,31}",
        USERNAME,
    ),
    "chat": (r"(?:https?://)?(?:wa\.me|api\.whatsapp\.com/send\?phone=)/?\+?\d[\d\-]{6,}", PHONE),
    "iban": (
        r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?[a-z]{1,4}(?=[ -]?\d))?(?:[ -]?\d){10,26}[a-z0-9]*",
        IBAN,
    ),
    "abroad": (
        rf"(?:\+|(?<!\d)00(?={_GAP}?[1-9])){_GAP}{{0,2}}[1-9](?:{_GAP}{{0,3}}\d){{6,14}}",
        PHONE,
    ),
    "home": (rf"{_DIGITS_LEFT}\(?0\d(?:{_GAP}{{0,3}}\d){{6,11}}(?!\d)", PHONE),
    "card": (rf"{_DIGITS_LEFT}\d{{4}}(?:[ -]?\d{{4}}){{2}}[ -]?\d{{1,7}}(?!\d)", NUMBER),
    "shaped": (rf"{_DIGITS_LEFT}(?:{_LOCAL})(?!{_GAP}?\d)", PHONE),
    "solid": (rf"{_DIGITS_LEFT}\d{{8,10}}(?!\d)", PHONE),
    "long": (r"\d{11,}", NUMBER),
}
_CALLED = (
    r"(?P<word>(?<!\w)(?:tel\w{0,8}|tlf|phone|mob\w{0,6}|gsm|handy|kom\w{0,6}|fax|τηλ\w{0,6})"
    rf"(?:\s?(?:no|nr|št|č|αρ))?[.:]{{0,2}}\s{{0,2}})\d(?:{_GAP}{{0,2}}\d){{4,13}}"
)
_ORDER = {
    **{name: _MASKED[name][0] for name in ("username", "chat")},
    "url": r"https?://[^\s<>\"]+",
    **{name: _MASKED[name][0] for name in ("email", "iban")},
    "called": _CALLED,
    "kept": rf"(?<![\w+])(?:{'|'.join(_KEPT)})",
    **{name: _MASKED[name][0] for name in ("abroad", "home", "card", "shaped", "solid", "long")},
}
_PATTERN = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ORDER.items()), re.IGNORECASE
)
_IN_URL = re.compile(_MASKED["email"][0], re.IGNORECASE)
_PERSONAL_QUERY = re.compile(
    r"(?:^|[?&#;])(?:[\w-]*(?:token|key|auth|sig|session|secret|pass|mail|phone|user|invite)[\w-]*"
    r"|sid|code|otp|uid|name|hash|me)=|=[\w%~.-]{20,}",
    re.IGNORECASE,
)


def masked(text: str) -> str:
    """Return `text` without e-mail addresses, telephone numbers, IBANs, user names and keys.

    Each is replaced by a word in brackets. Amounts, dates, years, call numbers and postal codes
    stay. Idempotent: what two replacements leave between them is read again.
    """
    # Every round takes digits, an "@" or a query away, so this ends.
    while (again := _PATTERN.sub(_replacement, text)) != text:
        text = again
    return text


def _replacement(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "url":
        return _masked_url(found[0])
    if found["called"]:
        return f"{found['word']}{PHONE}"
    if kind in _MASKED:
        return _MASKED[kind][1]
    return found[0]


def _masked_url(url: str) -> str:
    address, mark, query = url.partition("?")
    address = _IN_URL.sub(E_MAIL, address)
    if mark and query != PERSONAL and _PERSONAL_QUERY.search(query):
        query = PERSONAL
    return address + mark + query
