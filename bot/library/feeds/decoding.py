"""Bytes → text. What a file says of its encoding is a hint only: it is wrong too often."""

import codecs
import re
from collections.abc import Iterable
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PLAIN: Final = frozenset(
    {
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "mac-roman", "mac-latin2"),
        *("cp437", "cp850", "cp852", *(f"cp125{n}" for n in range(9))),
        *(f"iso8859-{n}" for n in range(1, 17) if n != 12),
    }
)
"""Encodings of texts; Python knows others that unpack, run rules, or hide ASCII."""
_AS_ON_THE_WEB: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_USUAL: Final = {
    **dict.fromkeys(("sl", "pl", "cs", "sk", "hu", "hr"), "cp1250"),
    "el": "cp1253",
}
"""What Windows writes in a language; cp1252 elsewhere."""
_LOOKED_AT: Final = 400
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f�]")
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_NO_TEXT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"  # what XML does not allow either
)


def decode(body: bytes, declared: Iterable[str] = (), language: str = "en") -> str:
    """Return the text of a file, without the characters that no text has.

    UTF-8 wins wherever the bytes are UTF-8, whatever is declared: other encodings hardly ever are
    by chance. Then come the declared ones, then the usual one of the language.
    """
    return _NO_TEXT.sub("", _decoded(body, declared, language))


def looks_binary(body: bytes) -> bool:
    """Say whether a file is no text at all: one character in twenty is a control."""
    head = body[: 5 * _LOOKED_AT]
    if body.startswith(tuple(mark for mark, _ in _BOMS)) or _wide(body):
        return False
    return len(_CONTROLS.findall(head)) > len(head) / 20


def _decoded(body: bytes, declared: Iterable[str], language: str) -> str:
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    if wide := _wide(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    nearly = body.decode("utf-8", "replace")
    wrong = nearly.count("�")
    beyond_ascii = len(_BEYOND_ASCII.findall(nearly))
    if wrong <= beyond_ascii // 10:  # UTF-8 with a slip, or cut off inside a letter
        return nearly
    for codec in filter(None, map(_codec, declared)):
        try:
            return body.decode(codec)
        except UnicodeDecodeError:
            continue
    return body.decode(_USUAL.get(language, "cp1252"), "replace")


def _wide(body: bytes) -> str | None:
    """Return the UTF-16 of a file without a mark: every other byte of Latin text is zero."""
    head = body[:_LOOKED_AT]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    most = len(head) // 2 * 0.7
    if not most or (even and odd):
        return None
    return "utf-16-le" if odd > most else "utf-16-be" if even > most else None


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name.strip().strip("\"'")[:40]).name
    except (LookupError, ValueError):
        return None
    codec = _AS_ON_THE_WEB.get(codec, codec)
    # Declared as UTF-16 and not found to be: a server that is wrong.
    return codec if codec in _PLAIN and not codec.startswith("utf") else None
