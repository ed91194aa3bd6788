"""Entries as files: what an import writes, and the skeleton that an editor fills in."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import yaml

from bot.domain.entries import OPPORTUNITIES, Kind
from bot.library.models import EntryFile

REQUIRED: Final = ("en", "sl", "pl", "da", "de")
_STANDING: Final = {Kind.METHOD, Kind.GUIDE, Kind.ORGANISATION, Kind.PROJECT}

_HEAD: Final = """\
# Fill in what stands after each colon; remove what does not apply. docs/content-format.md
# explains every field. `collider content check` says what is still missing.
id: {id}
kind: {kind}
status: {status: <16} # standing recurring dated round_closed ended unchecked
# usual_months: [1, 2]           # only with `recurring`, and from past editions only
countries: []                    # ISO codes or groups of vocabulary/country_groups.yaml
# regions: [SI04]                # only if people of other regions may not apply: codes of NUTS-2
# city: Kranj
# lat: 46.24                     # only for a place that is no town, with `lon`
# mode: onsite                   # online onsite hybrid
sectors: []                      # ids of vocabulary/sectors.yaml; empty = all
# skills: []                     # ids of vocabulary/skills.yaml: what it teaches or needs
# technologies: []
# transitions: []                # green digital social
"""
_TO_APPLY: Final = """\
# who_may_apply: []              # ids of vocabulary/applicant_types.yaml
# min_age: 18                    # also max_age
# min_experience_years: 3
# level: beginner                # beginner intermediate advanced
# team: either                   # solo team either; team_size: [2, 5]
# places: 20                     # how many can take part, or are chosen
# partners: {organisations: 3, countries: 3}   # who has to apply together
# languages: [en]                # of the page or offer
# amount: {currency: EUR, maximum: 10000}
# co_financing_rate: 80          # percent
# fee: {amount: 0}               # what taking part costs; 0 is free
# effort: days                   # hours days weeks: how long it takes to apply
# opens_at: 2027-01-10T00:00     # only with `dated`; local time
# deadline_at: 2027-03-01T17:00  # only with `dated`; local time
# held: ["2027-05-12"]           # days or months in which it takes place
# deadline_zone: Europe/Brussels # the zone of all these times
"""
_SOURCE: Final = """\
# hub: kranj                     # the hub that looks after the entry
# url: https://…                 # where the reader is sent
sources:                         # at least one: who says so
  - name: "{todo}"
    # url: https://…
as_of: "{month}"                 # what the source speaks of
# checked_on: {today}       # only after a person has looked at its page
text:
"""
_TEXT: Final = """\
  {language}:
    title: "{todo}"                   # at most 80 characters
    summary: "{todo}"                 # one or two sentences, at most 300 characters
    # body: |                    # Markdown, at most 1500 characters
    # facts: []
    aliases:                     # 2 to 4 short questions as people type them
      - "{todo}"
      - "{todo}"
"""
TODO: Final = "…"
"""What an editor replaces."""


def as_yaml(document: Mapping[str, Any]) -> str:
    """Return a document as the text of a content file, in the order of its fields."""
    ordered = {name: document[name] for name in EntryFile.model_fields if name in document}
    return yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=99)


def skeleton(kind: Kind, entry_id: str, today: date) -> str:
    """Return the file of a new entry, with a comment for every field and nothing made up."""
    status = "standing" if kind in _STANDING else "unchecked"
    head = _HEAD.format(id=entry_id, kind=kind, status=status)
    source = _SOURCE.format(todo=TODO, month=f"{today:%Y-%m}", today=today.isoformat())
    texts = (_TEXT.format(language=language, todo=TODO) for language in REQUIRED)
    return head + (_TO_APPLY if kind in OPPORTUNITIES else "") + source + "".join(texts)
