"""The shape of the files in content/: one model for each kind of file.

What depends on other files (ids, hubs, languages that must be there) is in `checking.py`.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from bot.domain.entries import Effort, Kind, Mode, Status
from bot.domain.opportunities import Level, Team

TITLE_LENGTH = 80
SUMMARY_LENGTH = 300
BODY_LENGTH = 1500
LABEL_LENGTH = 40

_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?")


def mistake(message: str, remedy: str) -> PydanticCustomError:
    """Return an error whose words go to the editor as they are."""
    return PydanticCustomError("mistake", "{message}", {"message": message, "remedy": remedy})


def is_address(text: str) -> bool:
    """Say whether `text` is an http or https address that a button can open."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host and not re.search(r"[\s\"<>]", text)


def _address(text: str) -> str:
    if not is_address(text):
        raise mistake(f"`{text}` is not an address", "Write it in full, from https:// on.")
    return text


def _no_html(text: str) -> str:
    if found := _HTML.search(text):
        raise mistake(
            f"there is HTML: {found[0]}", "Use Markdown: **bold**, _italic_, [text](https://…)."
        )
    return text


def _links_open(text: str) -> str:
    for address in _LINK.findall(text):
        if not is_address(address):
            raise mistake(f"the link `{address}` is not an address", "Link to https://… only.")
    return text


def _year_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _moment(value: Any) -> Any:
    if isinstance(value, str) and not _MOMENT.fullmatch(value):
        raise mistake(
            f"`{value}` is not a date with a time",
            "Write it as 2027-03-01T17:00, in local time; the zone goes to `deadline_zone`.",
        )
    return value


def _size(value: list[int]) -> list[int]:
    if len(value) != 2 or value[0] > value[1]:
        raise mistake(f"{value} is no size", "Write the fewest and the most, as in [2, 5].")
    return value


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_no_html)
]
Title = Annotated[Text, StringConstraints(max_length=TITLE_LENGTH)]
Summary = Annotated[Text, StringConstraints(max_length=SUMMARY_LENGTH)]
Body = Annotated[Text, StringConstraints(max_length=BODY_LENGTH), AfterValidator(_links_open)]
Label = Annotated[Text, StringConstraints(max_length=LABEL_LENGTH)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
TermId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=40)]
Address = Annotated[str, AfterValidator(_address)]
AsOf = Annotated[
    str,
    BeforeValidator(_year_as_text),
    StringConstraints(pattern=r"^(undated|(19|20)\d\d(-(0[1-9]|1[0-2]))?)$"),
]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Held = Annotated[
    str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")
]
Age = Annotated[int, Field(ge=1, le=120)]
Years = Annotated[int, Field(ge=1, le=60)]
Count = Annotated[int, Field(ge=1)]
Size = Annotated[list[Count], AfterValidator(_size)]
Share = Annotated[float, Field(gt=0, lt=1)]
Month = Annotated[int, Field(ge=1, le=12)]
Texts = dict[str, Text]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceFile(_File):
    """Where it was read: the publisher's name, and the address."""

    name: Text
    url: Address | None = None


class AmountFile(_File):
    """Money, in whole units."""

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    minimum: Annotated[int, Field(ge=0)] | None = None
    maximum: Annotated[int, Field(ge=0)] | None = None


class FeeFile(_File):
    """What taking part costs, in whole units; 0 is free."""

    amount: Annotated[int, Field(ge=0)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"
    per: Literal["", "hour"] = ""


class PartnersFile(_File):
    """Who has to apply together: how many organisations at least, from how many countries."""

    organisations: Count | None = None
    countries: Count | None = None


class TextFile(_File):
    """The words of an entry in one language."""

    title: Title
    summary: Summary
    body: Body | None = None
    facts: list[Text] = []
    aliases: list[Text] = []
    asked: list[Text] = []


class EntryFile(_File):
    """One file of content/<kind>/."""

    id: Slug
    kind: Kind
    status: Status
    usual_months: list[Month] = []
    countries: list[str] = []
    regions: list[str] = []
    city: Text | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    mode: Mode | None = None
    sectors: list[str] = []
    skills: list[str] = []
    technologies: list[str] = []
    transitions: list[str] = []
    who_may_apply: list[str] = []
    min_age: Age | None = None
    max_age: Age | None = None
    min_experience_years: Years | None = None
    level: Level | None = None
    team: Team | None = None
    team_size: Size | None = None
    places: Count | None = None
    partners: PartnersFile | None = None
    languages: list[str] = []
    amount: AmountFile | None = None
    co_financing_rate: Annotated[int, Field(ge=1, le=100)] | None = None
    fee: FeeFile | None = None
    held: list[Held] = []
    opens_at: Moment | None = None
    deadline_at: Moment | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    deadline_zone: str | None = None
    effort: Effort | None = None
    hub: str | None = None
    url: Address | None = None
    sources: Annotated[list[SourceFile], Field(min_length=1)]
    as_of: AsOf
    checked_on: date | None = None
    text: dict[str, TextFile]


class HubFile(_File):
    """One file of content/hubs/."""

    slug: Slug
    name: dict[str, Label]
    country: str
    city: Text
    timezone: str
    creative_hub: Text | None = None
    business_support: Text | None = None
    tandem_note: Texts
    summary: dict[str, Summary]
    nuts: list[str] = []
    languages: list[str] = []
    hours: Texts | None = None
    url: Address | None = None
    sources: Annotated[list[SourceFile], Field(min_length=1)]
    as_of: AsOf


class TermFile(_File):
    """One term of the vocabulary."""

    family: str | None = None
    labels: dict[str, Label]
    synonyms: dict[str, list[Text]] = {}
    professions: dict[str, list[Text]] = {}


class _VocabularyFile(_File):
    source: Annotated[list[Text], Field(min_length=1)]
    as_of: AsOf


class TermsFile(_VocabularyFile):
    """A list of terms: sectors, technologies, transitions, applicant types, industries."""

    terms: dict[TermId, TermFile]


class SkillsFile(TermsFile):
    """The skills, grouped by family."""

    families: dict[TermId, TermFile]


class GroupFile(_File):
    """A group of countries; `partial` when it may have members that are not listed."""

    partial: bool
    members: list[str]


class GroupsFile(_VocabularyFile):
    """The groups of countries."""

    groups: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z0-9_]{3,20}$")], GroupFile]


class AliasesFile(_VocabularyFile):
    """Other names of terms, list by list."""

    sectors: dict[TermId, list[str]] = {}
    skills: dict[TermId, list[str]] = {}
    technologies: dict[TermId, list[str]] = {}
    transitions: dict[TermId, list[str]] = {}
    applicant_types: dict[TermId, list[str]] = {}
    industries: dict[TermId, list[str]] = {}


class RelationsFile(_VocabularyFile):
    """How far one skill stands in for another; each pair once."""

    relations: dict[TermId, dict[TermId, Share]]


class RegionFile(_File):
    """A NUTS-2 region: its official name, in Latin letters too, and divisions that are in it."""

    name: Annotated[Text, StringConstraints(max_length=TITLE_LENGTH)]
    latin: Label | None = None
    geonames: list[str] = []


class AreaFile(_File):
    """A first-order division that lies in several regions."""

    name: Label
    regions: Annotated[list[str], Field(min_length=2)]


class RegionsFile(_VocabularyFile):
    """The NUTS-2 regions, and what leads to them from the divisions of GeoNames."""

    regions: dict[str, RegionFile]
    areas: dict[str, AreaFile] = {}
