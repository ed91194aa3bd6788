"""A post of a newsletter or a channel → what it says, as far as it plainly does.

What is unsure stays out: whoever forwarded the post is asked for it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.answers.lexical import fold
from bot.answers.moments import Moment
from bot.answers.understanding.phrases import words_of
from bot.answers.understanding.tongues import likely_languages
from bot.domain.entries import OPPORTUNITIES, Kind
from bot.domain.forms import Value
from bot.domain.understanding import Understood

TITLE_LENGTH: Final = 80
SUMMARY_LENGTH: Final = 300
_SHORTEST: Final = 10
_WINDOW: Final = 90
"""How far before a day the word stands that says what the day is."""
_MOST_SECTORS: Final = 4
"""A post that names more is about all of them."""

_DEADLINE = re.compile(
    r"\b(?:"
    r"deadline|due\b|closing date|apply|applications?\b|submi\w+|no later than|register\b|"
    r"registration|rok\w{0,3}\b|prijav\w*|oddaj\w*|najkasneje|vlog[aeoi]?\b|"
    r"termin\b|termin\w* (?:skladania|zglosz\w+|naboru|nadsylania)|nabor\w*|zglosz\w*|"
    r"wniosk\w*|najpozniej|skladani\w*|"
    r"\w*frist\w*|ansog\w*|senest|tilmeld\w*|bewerb\w*|\w*einreich\w*|spatestens|\w*anmeld\w*|"
    r"\w*schluss|προθεσμι\w*|αιτησ\w*|υποβολ\w*|δηλωσ\w*|εγγραφ\w*|"
    r"uzaverk\w*|prihlas\w*|nejpozdeji|uzavierk\w*|najneskor|zadost\w*|ziadost\w*|"
    r"scadenz\w*|scade\b|entro|candidatur\w*|domand\w*|iscri\w+|"
    r"aanmeld\w*|uiterlijk|indien\w*|inschrij\w*|najkasnije|prijedlo\w*|"
    r"hatarid\w*|jelentkez\w*|palyaz\w*|bead\w*"
    r")"
)
"""Words before the last day to apply, folded, in the twelve languages."""
_AFTER = re.compile(r"[\s(–:-]*(?:is the deadline|rok\b|deadline|frist|termin)", re.IGNORECASE)
_OPENS = re.compile(
    r"\b(?:od|from|ab|fra|vanaf|dal|dall|από|odpr\w+|opens?|offnet|åbner|apre)\W*$", re.IGNORECASE
)
_FEE = re.compile(
    r"\b(?:fee|price|cost|ticket|kotizacij\w*|cena|koszt\w*|oplat\w*|pris\w*|gebyr|gebuhr\w*|"
    r"teilnahmegebuhr|kosten|preis|poplat\w*|quota|costo|κοστος|συμμετοχ\w*|kotizacij\w*|dij\w*)\b"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'«»“”]+", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[^\s.]{3}[.!?…])\s+(?=[^\W\d_a-zà-ž])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARKS = "*_#>•·–—-~|` \t"
_KEPT_SYMBOLS: Final = frozenset("°©®™№€$£")


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it came: its text, and the addresses behind its words."""

    text: str
    addresses: tuple[str, ...] = ()
    source: str | None = None
    """The public channel that it was forwarded from."""


def words_only(text: str) -> str:
    """Return a text without markup, emoji and other pictures; its lines stay."""
    plain = "".join(
        char
        for char in _TAG.sub("", text)
        if char == "\n" or char in _KEPT_SYMBOLS or _is_written(char)
    )
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def language_of(text: str, own: str) -> str | None:
    """Return the language of a post, if only one is likely."""
    likely = likely_languages(words_of(text), text, own)
    return next(iter(likely)) if len(likely) == 1 else None


def facts(
    post: Post,
    language: str | None,
    whole: Understood,
    heading: Understood,
    moments: Sequence[Moment],
    now: datetime,
    zone: str,
) -> dict[str, Value]:
    """Return what a post says, field by field; `whole` and `heading` are its facets."""
    text = post.text
    kind = _kind(whole, heading)
    title, rest = title_and_rest(text)
    found: dict[str, Value | None] = {
        "kind": kind,
        "language": language,
        "title": title,
        "summary": _summary(rest),
        "source": post.source,
        "url": _address(text, post.addresses),
        **_times(text, moments, kind, now, zone),
        **_money(text, whole, kind),
        "place": next(iter(whole.cities)) if len(whole.cities) == 1 else None,
        "mode": whole.mode and str(whole.mode),
        "countries": tuple(sorted(whole.countries)),
        "sectors": tuple(sorted(whole.sectors)) if len(whole.sectors) <= _MOST_SECTORS else None,
    }
    return {key: value for key, value in found.items() if value}


def title_and_rest(text: str) -> tuple[str | None, str]:
    """Return the first line, or the first sentence, if it is short enough for a title."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if _is_words(line)), None)
    if first is None:
        return None, ""
    line, rest = lines[first].strip(_MARKS), "\n".join(lines[first + 1 :]).strip()
    if rest and len(line) <= TITLE_LENGTH:
        return (line.rstrip(".:") if len(line) >= 5 else None), rest
    sentences = _SENTENCE.split(line)
    if len(sentences) > 1 and 5 <= len(sentences[0]) <= TITLE_LENGTH:
        return sentences[0].rstrip("."), "\n".join((" ".join(sentences[1:]), rest)).strip()
    return None, text


def _summary(rest: str) -> str | None:
    """Return the first sentences, as many as fit; none if the first one is too long.

    The last day to apply is a field of its own, and would stay here when it is prolonged.
    """
    lines = (line.strip(_MARKS) for line in rest.split("\n") if _is_words(line))
    said = ""
    for sentence in (part for line in lines for part in _SENTENCE.split(line)):
        if _URL.search(sentence) or (
            _DEADLINE.search(fold(sentence)) and any(char.isdigit() for char in sentence)
        ):
            continue
        longer = f"{said} {sentence}".strip()
        if len(longer) > SUMMARY_LENGTH or (len(said) > SUMMARY_LENGTH // 2):
            break
        said = longer
    return said if len(said) >= _SHORTEST else None


def _kind(whole: Understood, heading: Understood) -> str | None:
    for said in (heading.kinds, whole.kinds):
        kinds = said & OPPORTUNITIES
        if len(kinds) == 1:
            return str(next(iter(kinds)))
    return None


def _times(
    text: str, moments: Sequence[Moment], kind: str | None, now: datetime, zone: str
) -> Mapping[str, Value | None]:
    """Return the last moment to apply, and the days on which it takes place, if each is plain."""
    surely, perhaps, others = [], [], []
    end = 0
    for moment in moments:
        before = _clause(text, moment.start, end)
        end = moment.end
        if moment.bound == "after" or _OPENS.search(before[-16:]):
            continue
        if moment.last == moment.first and (
            _DEADLINE.search(fold(before)) or _AFTER.match(text, moment.end)
        ):
            surely.append(moment)
        elif moment.bound in {"until", "before"} and moment.is_day:
            perhaps.append(moment)
        else:
            others.append(moment)
    if kind == Kind.EVENT:  # "the exhibition is open until": no day to apply
        perhaps = []
    deadline = _only(surely) or (None if surely else _only(perhaps))
    said = deadline.deadline() if deadline else None
    if said and datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(zone)) <= now:
        said = None  # it is asked for: a post of last year has been dug out, or is prolonged
    days = _only([one for one in others if one.last >= now.date()])
    takes_place = days if kind != Kind.FUNDING else None
    return {"deadline": said, "days": takes_place.days() if takes_place else None}


def _clause(text: str, start: int, after: int) -> str:
    """Return what stands before a day in its clause; a line that ends in a colon goes on."""
    before = text[max(after, start - _WINDOW) : start]
    lines = before.split("\n")
    kept = lines[-1]
    if len(lines) > 1 and len(kept.strip()) < 3 and lines[-2].rstrip().endswith(":"):
        kept = f"{lines[-2]} {kept}"
    return _SENTENCE.split(kept)[-1]


def _only(moments: Iterable[Moment]) -> Moment | None:
    """Return the moment if all are the same day; the one that names an hour is the better."""
    listed = list(moments)
    if len({(one.first, one.last) for one in listed}) != 1:
        return None
    return next((one for one in listed if one.at), listed[0])


def _money(text: str, whole: Understood, kind: str | None) -> Mapping[str, Value | None]:
    money = whole.money
    if kind != Kind.FUNDING:
        if whole.free:
            return {"fee": "EUR::0"}
        is_fee = money and money.minimum == money.maximum and _FEE.search(fold(text))
        return {"fee": f"{money.currency or 'EUR'}::{money.maximum}" if money and is_fee else None}
    if money is None or money.currency is None:
        return {}
    low = money.minimum if money.minimum != money.maximum else None
    bounds = ("" if bound is None else str(bound) for bound in (low, money.maximum))
    return {"amount": ":".join((money.currency, *bounds))}


def _address(text: str, hidden: Sequence[str]) -> str | None:
    """Return the address of a post; of several on one site the first, of several sites none."""
    written = [match[0].rstrip(".,;:!?)]}»") for match in _URL.finditer(text)]
    found = [
        one if one.lower().startswith("http") else f"https://{one}" for one in (*written, *hidden)
    ]
    found = [one for one in found if _is_page(one)]
    sites = {(urlsplit(one).hostname or "").removeprefix("www.") for one in found}
    return found[0] if len(sites) == 1 else None


def _is_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host and "@" not in parts.netloc


def _is_words(line: str) -> bool:
    """Say whether a line says something besides an address."""
    return sum(char.isalpha() for char in _URL.sub("", line)) >= 3


def _is_written(char: str) -> bool:
    """Say whether a character belongs to writing: emoji and private signs do not."""
    if char in "\u200d\ufe0e\ufe0f\u20e3":
        return False
    category = unicodedata.category(char)
    return category not in {"So", "Sk", "Cc", "Cf", "Cs", "Co", "Cn"} or char == "\t"
