"""Who writes: the company, its address, how it is reached, and who signs."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bot.briefs.confidential import contact_data
from bot.briefs.names import is_first_name
from bot.briefs.phrases import Phrases, words_of

_LEGAL: Final = (
    r"(?:d\. ?o\. ?o\.?|j\. ?d\. ?o\. ?o\.?|d\. ?d\.(?=\W|$)|s\. ?p\.(?=\W|$)|z\. ?o\. ?o\.?|"
    r"[Ss]p\. ?z ?o\. ?o\.?|[Ss]p\. ?[jk]\.|S\. ?A\.|GmbH(?: ?& ?Co\.? ?KG)?|mbH|AG|KG|OHG|UG|"
    r"e\. ?[UK]\.|ApS|A/S|I/S|P/S|Ltd\.?|Limited|LLC|Inc\.?|PLC|plc|s\. ?r\. ?o\.?|a\. ?s\.|"
    r"Kft\.?|Zrt\.?|"
    r"B\. ?V\.|N\. ?V\.|S\. ?r\. ?l\.?|S\. ?p\. ?A\.?|Α\. ?Ε\.|Ε\. ?Π\. ?Ε\.)"
)
_UPPER: Final = "A-ZČŠŽĆĐŁŚŻŹÓĄĘŃÆØÅÄÖÜÉÁÍÚĚŘŮÝŐŰΑ-Ω"
_COMPANY = re.compile(
    rf"(?:^|(?<=[\s„“\"'«»(]))((?:[{_UPPER}0-9][\w&.'’-]*|&|\+|und|in|i|og|and)"
    rf"(?: (?:[{_UPPER}0-9][\w&.'’-]*|&|\+|und|in|i|og|and)){{0,5}})[,\"“”»]? ({_LEGAL})(?!\w)"
)
_QUOTED = re.compile(r"[„“\"«»]([^„“”\"«»\n]{2,60})[“”\"«»]")
_CALLED: Final = Phrases(
    "our company, company called, company named, we are called, podjetje, naše podjetje, firma,"
    "nasza firma, unsere firma, firma namens, unternehmen namens, vores firma, firmaet,"
    "virksomheden, vores virksomhed"
)
_NO_COMPANY: Final = frozenset(
    words_of(
        "we wir my mi vi podjetje firma firmaet firmy družba spółka unternehmen company "
        "virksomheden our unsere nasza naše hej hello pozdravljeni"
    )
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]", re.IGNORECASE)
_REGISTER = re.compile(
    r"(?:KRS|NIP|REGON|CVR(?:-?nr\.?)?|HRB|FN|IČO|OIB|KvK|"
    r"(?:mati[čc]n|dav[čc]n)[aeo]\w* (?:[šs]tevilk\w*|[šs]t\.?)|"
    r"(?:company|registration) (?:no\.?|number))"
    r"[\s:.]{0,3}\d[\d -]{4,14}\d",
    re.IGNORECASE,
)
_NAME: Final = rf"[{_UPPER}][\w’'-]+"
_NAMES = re.compile(rf"\s*[,:]?\s*({_NAME}(?: {_NAME}){{0,2}})")
_NAMED: Final = Phrases(
    "my name is, name is, moje ime je, ime mi je, ime je, sem po imenu, nazywam sie, mam na imie,"
    "ich heisse, mein name ist, mit navn er, jeg hedder, contact, contact person, kontakt,"
    "kontaktna oseba, osoba do kontaktu, osoba kontaktowa, ansprechpartner, ansprechpartnerin,"
    "ansprechperson, kontaktperson"
)
"""Behind these, a first and a family name are a name, however rare."""
_SIGNED: Final = 4
"""Lines below a greeting in which a name may stand."""


def company_in(text: str) -> str:
    """Return the name of the company with its legal form, or the name that it calls itself."""
    if found := _COMPANY.search(text):
        name = found[1].split()
        while name and words_of(name[0]) and words_of(name[0])[0] in _NO_COMPANY:
            name = name[1:]
        if name:
            return f"{' '.join(name)} {found[2]}"
    for quoted in _QUOTED.finditer(text):
        before = words_of(text[max(0, quoted.start() - 30) : quoted.start()])
        if any(end == len(before) for _, end in _CALLED.find(before)):
            return quoted[1].strip()
    return ""


def evidence_in(text: str) -> str:
    """Return a register number or the address of a website."""
    found = _REGISTER.search(text) or _URL.search(text)
    return found[0] if found else ""


def reach_in(text: str) -> list[str]:
    """Return e-mail addresses and telephone numbers, in their order."""
    found: list[str] = []
    rest = _REGISTER.sub(" ", text)
    while (one := contact_data(rest)) and len(found) < 5:
        found.append(one.strip(" .,;:"))
        rest = rest.replace(one, " ", 1)
    return [one for one in found if any(char.isdigit() for char in one) or "@" in one]


def without_addresses(text: str) -> str:
    """Return a text without websites and register numbers: they say who a company is."""
    return _URL.sub("…", _REGISTER.sub("…", text))


def person_in(text: str, words: Mapping[str, Phrases]) -> str:
    """Return who writes, if they present themselves or sign."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for at, line in enumerate(lines):
        if line_is(line, words["signs"]):
            for signed in (line.partition(",")[2].strip(), *lines[at + 1 : at + _SIGNED]):
                if name := _person(signed):
                    return name
    return next(_presented(text, words["presents"]), "")


def line_is(line: str, phrases: Phrases) -> bool:
    """Say whether a line begins with a phrase."""
    return any(start == 0 for start, _ in phrases.find(words_of(line)))


def _person(text: str) -> str:
    found = _NAMES.match(text)
    if found is None:
        return ""
    names = found[1].split()
    return found[1] if is_first_name(names[0]) or (len(names) > 1 and found[0] == text) else ""


def _presented(text: str, presents: Phrases) -> Iterator[str]:
    """Yield names behind "I am": what begins with a frequent first name, or is two behind "my
    name is"."""
    tokens = list(re.finditer(r"[^\W_]+", text))
    words = ["".join(words_of(token[0])) for token in tokens]
    for phrases, fewest in ((_NAMED, 2), (presents, 1)):
        for _, end in phrases.find(words):
            found = _NAMES.match(text, tokens[end - 1].end())
            names = found[1].split() if found else []
            if found and (is_first_name(names[0]) or len(names) >= fewest > 1):
                yield found[1]
