"""Each kind of mistake gives one message with its file, its line and what to do."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.library import ContentError, check, load

TODAY = date(2026, 3, 1)
CALL = "funding/funding-test-call.yaml"
KRANJ = "hubs/kranj.yaml"
SECTORS = "vocabulary/sectors.yaml"
RELATIONS = "vocabulary/relations.yaml"
REGIONS = "vocabulary/regions.yaml"

Change = Callable[[str, str, str], int]

# file · what stands there · what it becomes · lines below `old` where the message points ·
# words of the message · words of the remedy
MISTAKES = {
    "an unknown field": (CALL, "mode: online", "mod: online", 0, "`mod` is not a field", "`mode`"),
    "an unknown field of a text": (
        CALL,
        "    summary:",
        "    sumary: x\n    summary:",
        0,
        "is not a field",
        "`summary`",
    ),
    "an unknown field of a source": (
        CALL,
        "    url: https://example.org/call\nas_of",
        "    link: https://x.org\nas_of",
        0,
        "`sources[1].link` is not a field",
        "",
    ),
    "a missing field": (CALL, "status: dated\n", "", -2, "`status` is missing", "Add it"),
    "a missing title": (
        CALL,
        "    title: A small call for game studios\n",
        "",
        -1,
        "`text.en.title` is missing",
        "",
    ),
    "no source": (
        CALL,
        "sources:\n  - name: Example Fund\n    url: https://example.org/call\n",
        "sources: []\n",
        0,
        "`sources` is empty",
        "at least one",
    ),
    "a source without a name": (
        CALL,
        "  - name: Example Fund\n    url:",
        "  - url:",
        0,
        "`sources[1].name` is missing",
        "",
    ),
    "a wrong status": (
        CALL,
        "status: dated",
        "status: dateed",
        0,
        "cannot be `dateed`",
        "`dated`",
    ),
    "a wrong mode": (CALL, "mode: online", "mode: offline", 0, "cannot be `offline`", "online"),
    "a wrong kind": (CALL, "kind: funding", "kind: fundng", 0, "cannot be `fundng`", "`funding`"),
    "a kind of another folder": (
        CALL,
        "kind: funding",
        "kind: event",
        0,
        "the folder is funding",
        "kind: funding",
    ),
    "an id that is not the file's name": (
        CALL,
        "id: funding-test-call",
        "id: funding-other",
        0,
        "called funding-test-call",
        "rename",
    ),
    "an id with capitals": (CALL, "id: funding", "id: Funding", 0, "cannot be", "small letters"),
    "an unknown sector": (CALL, "[games]", "[gams]", 0, "`gams` is not one of", "`games`"),
    "an unknown skill": (CALL, "[ux_design]", "[ux_desing]", 0, "skills", "`ux_design`"),
    "an unknown technology": (CALL, "[xr]", "[teleport]", 0, "technologies", "technologies.yaml"),
    "an unknown transition": (CALL, "[green]", "[grene]", 0, "transitions", "`green`"),
    "an unknown applicant type": (
        CALL,
        "[freelancer]",
        "[freelance]",
        0,
        "applicant types",
        "`freelancer`",
    ),
    "an unknown country": (CALL, "[SI, EU27]", "[SI, QQ]", 0, "`QQ` is no country", "ISO 3166"),
    "Greece by its language": (CALL, "[SI, EU27]", "[SI, EL]", 0, "no country", "`GR`"),
    "a country for a language": (
        CALL,
        "languages: [en]",
        "languages: [cz]",
        0,
        "language",
        "`cs`",
    ),
    "an unknown hub": (CALL, "hub: kranj", "hub: krajn", 0, "no hub `krajn`", "`kranj`"),
    "an address without https": (
        CALL,
        "url: https://example.org/call\nsources",
        "url: example.org\nsources",
        0,
        "not an address",
        "https://",
    ),
    "an address that is no web page": (
        CALL,
        "url: https://example.org/call\nsources",
        "url: javascript:alert(1)\nsources",
        0,
        "not an address",
        "https://",
    ),
    "an address with a quotation mark": (
        CALL,
        "url: https://example.org/call\nsources",
        'url: https://example.org/?q="a"\nsources',
        0,
        "not an address",
        "https://",
    ),
    "a link that is no address": (
        CALL,
        "https://example.org/budget",
        "mailto:x",
        -1,
        "`mailto:x` is not an address",
        "https",
    ),
    "a long title": (
        CALL,
        "title: A small",
        "title: A " + "very " * 20 + "small",
        0,
        "at most 80 fit",
        "Shorten",
    ),
    "a long summary": (
        CALL,
        "try a new idea",
        "try " + "a new idea " * 30,
        0,
        "at most 300 fit",
        "Shorten",
    ),
    "a language is missing": (
        CALL,
        "  sl:\n",
        "  hr:\n",
        -8,
        "`text` has no sl",
        "Add `sl`",
    ),
    "too few aliases": (
        CALL,
        "aliases: [money for a game idea, call for studios]",
        "aliases: [call for studios]",
        0,
        "aliases` has 1",
        "at least 2",
    ),
    "an alias that repeats the title": (
        CALL,
        "[money for a game idea,",
        "[A small call for game studios,",
        0,
        "repeats",
        "people",
    ),
    "an empty text": (
        CALL,
        "title: A small call for game studios",
        'title: ""',
        0,
        "`text.en.title` is empty",
        "",
    ),
    "a text that is a number": (
        CALL,
        "title: A small call for game studios",
        "title: 2026",
        0,
        "must be a text",
        "quotes",
    ),
    "a tab": (CALL, "mode: online", "mode:\tonline", 0, "there is a tab", "spaces"),
    "an open quote": (
        CALL,
        "hub: kranj",
        'hub: "kranj',
        None,
        "cannot be read",
        "quote",
    ),
    "a colon without quotes": (
        CALL,
        "    title: A small",
        "    title: Call: a small",
        0,
        "cannot be read",
        "quotes",
    ),
    "a key twice": (CALL, "mode: online", "mode: online\nmode: hybrid", 1, "there twice", "one"),
    "a list where one is due": (CALL, "sectors: [games]", "sectors: games", 0, "a list", "[one"),
    "a wrong as_of": (CALL, '"2026-02"', '"Feb 2026"', 0, "`as_of` cannot be", "2026-05"),
    "an as_of in the future": (CALL, '"2026-02"', '"2026-04"', 0, "in the future", "source"),
    "a check in the future": (
        CALL,
        'as_of: "2026-02"',
        'checked_on: 2026-03-02\nas_of: "2026-02"',
        0,
        "in the future",
        "",
    ),
    "a deadline without a zone": (
        CALL,
        "deadline_zone: Europe/Ljubljana\n",
        "",
        -1,
        "no time zone",
        "deadline_zone",
    ),
    "an end without a beginning": (
        CALL,
        "deadline_zone: Europe/Ljubljana\n",
        "ends_at: 2026-06-02T17:00\ndeadline_zone: Europe/Ljubljana\n",
        0,
        "`ends_at` without `starts_at`",
        "begins",
    ),
    "an end before its beginning": (
        CALL,
        "deadline_zone: Europe/Ljubljana\n",
        "starts_at: 2026-06-03T17:00\nends_at: 2026-06-02T17:00\n"
        "deadline_zone: Europe/Ljubljana\n",
        0,
        "`starts_at` is not before `ends_at`",
        "Exchange",
    ),
    "an effort that nobody knows": (
        CALL,
        "mode: online",
        "mode: online\neffort: week",
        1,
        "cannot be `week`",
        "weeks",
    ),
    "a year that is none": (CALL, 'as_of: "', 'as_of: "x', 0, "`as_of`", "undated"),
    "a deadline in no zone": (
        CALL,
        "zone: Europe/Ljubljana",
        "zone: CET+1",
        0,
        "is no time zone",
        "Europe/",
    ),
    "a deadline without a time": (
        CALL,
        "2026-06-01T17:00",
        "2026-06-01",
        0,
        "not a date with a time",
        "T17:00",
    ),
    "a deadline on no day": (CALL, "2026-06-01T17:00", "2026-06-31T17:00", 0, "`deadline_at`", ""),
    "a deadline of a standing entry": (
        CALL,
        "status: dated",
        "status: standing",
        10,
        "status dated only",
        "remove the date",
    ),
    "dated without a date": (
        CALL,
        "deadline_at: 2026-06-01T17:00\ndeadline_zone: Europe/Ljubljana\n",
        "",
        -10,
        "there is no date",
        "another status",
    ),
    "an opening after the deadline": (
        CALL,
        "hub: kranj",
        "opens_at: 2026-07-01T00:00\nhub: kranj",
        0,
        "not before",
        "Exchange",
    ),
    "a month that does not exist": (
        CALL,
        "mode: online",
        "usual_months: [13]",
        0,
        "cannot be 13",
        "at most 12",
    ),
    "a rate above the whole": (
        CALL,
        "mode: online",
        "co_financing_rate: 120",
        0,
        "cannot be 120",
        "at most 100",
    ),
    "amounts the wrong way round": (
        CALL,
        "minimum: 1000",
        "minimum: 9000",
        0,
        "above",
        "Exchange",
    ),
    "a currency by its sign": (CALL, "currency: EUR", "currency: €", 0, "currency", "EUR"),
    "HTML": (CALL, "summary: Studios", "summary: <b>Studios</b>", 0, "HTML: <b>", "Markdown"),
    "HTML in the body": (CALL, "**one page**", "<br/>", -1, "HTML: <br/>", "Markdown"),
    "a hub of another name": (KRANJ, "slug: kranj", "slug: krain", 0, "called kranj", "rename"),
    "a hub without a language": (
        KRANJ,
        "  sl: Kranj",
        "  sv: Kranj",
        -2,
        "`name` has no sl",
        "Add",
    ),
    "a hub in no zone": (KRANJ, "Europe/Ljubljana", "Europe/Kranj", 0, "no time zone", "Europe/"),
    "a region of another country": (KRANJ, "[SI042]", "[PL42]", 0, "no region of SI", "SI01"),
    "a label in too few languages": (
        SECTORS,
        "      da: computerspil\n",
        "",
        None,
        "`games` has no da",
        "Add `da`",
    ),
    "a label too long for a button": (
        SECTORS,
        "en: video games",
        "en: video games and everything that belongs to them",
        0,
        "at most 40 fit",
        "Shorten",
    ),
    "a skill of no family": (
        "vocabulary/skills.yaml",
        "family: craft",
        "family: kraft",
        0,
        "no family",
        "`craft`",
    ),
    "professions of a language that is none": (
        SECTORS,
        "  games:\n",
        "  games:\n    professions: {cz: [keramička]}\n",
        1,
        "`cz` is no language",
        "`cs`",
    ),
    "professions that are no list": (
        SECTORS,
        "  games:\n",
        "  games:\n    professions: {sl: keramičarka}\n",
        1,
        "must be a list",
        "[one",
    ),
    "an alias for nothing": (
        "vocabulary/aliases.yaml",
        "[games]",
        "[gaming]",
        0,
        "`gaming` is not one of",
        "",
    ),
    "an alias that is a term": (
        "vocabulary/aliases.yaml",
        "  radio:",
        "  games:",
        0,
        "itself a term",
        "Remove",
    ),
    "a relation to no skill": (
        RELATIONS,
        "  web_dev: {creative_coding: 0.3}",
        "  web_dev: {creative_codign: 0.3}",
        0,
        "`creative_codign` is not one of the skills",
        "`creative_coding`",
    ),
    "a relation of no skill": (
        RELATIONS,
        "  web_dev: {creative_coding: 0.3}",
        "  webdev: {creative_coding: 0.3}",
        0,
        "`webdev` is not one of the skills",
        "`web_dev`",
    ),
    "a relation that is all": (
        RELATIONS,
        "  web_dev: {creative_coding: 0.3}",
        "  web_dev: {creative_coding: 1}",
        0,
        "cannot be 1",
        "below 1",
    ),
    "a relation that is nothing": (
        RELATIONS,
        "  web_dev: {creative_coding: 0.3}",
        "  web_dev: {creative_coding: 0}",
        0,
        "cannot be 0",
        "above 0",
    ),
    "a relation that is no number": (
        RELATIONS,
        "  web_dev: {creative_coding: 0.3}",
        "  web_dev: {creative_coding: much}",
        0,
        "must be a number",
        "0.5",
    ),
    "a pair of skills twice": (
        RELATIONS,
        "  creative_coding: {",
        "  creative_coding: {web_dev: 0.3, ",
        0,
        "there twice",
        "both ways",
    ),
    "a skill related to itself": (
        RELATIONS,
        "  web_dev: {creative_coding: 0.3}",
        "  web_dev: {web_dev: 0.3}",
        0,
        "related to itself",
        "Remove",
    ),
    "a region of no country": (
        REGIONS,
        "  DK01: {",
        "  XY01: {name: Nowhere}\n  DK01: {",
        0,
        "`XY01` is no region",
        "SI04",
    ),
    "a division in two regions": (
        REGIONS,
        'geonames: ["17"]}',
        'geonames: ["17", "20"]}',
        1,
        "`20` is in two regions",
        "areas",
    ),
    "a division with one region and with several": (
        REGIONS,
        "  PL.78: {",
        "  PL.77: {",
        0,
        "under `regions`, too",
        "Remove",
    ),
    "an area with a region that is none": (
        REGIONS,
        "[PL91, PL92]",
        "[PL91, PL99]",
        0,
        "`PL99` is not one of the regions",
        "`PL9",
    ),
    "an area in another country": (
        REGIONS,
        "[PL91, PL92]",
        "[PL91, DK01]",
        0,
        "`DK01` is not in PL",
        "DE.02",
    ),
    "an entry for no region": (
        CALL,
        "mode: online",
        "regions: [SI09]\nmode: online",
        0,
        "`SI09` is not one of the regions",
        "`SI0",
    ),
    "ages the wrong way round": (
        CALL,
        "mode: online",
        "min_age: 30\nmax_age: 18\nmode: online",
        0,
        "`min_age` is above `max_age`",
        "Exchange",
    ),
    "an age of nobody": (
        CALL,
        "mode: online",
        "min_age: 180\nmode: online",
        0,
        "cannot be 180",
        "at most 120",
    ),
    "an unknown level": (
        CALL,
        "mode: online",
        "level: begginer\nmode: online",
        0,
        "cannot be `begginer`",
        "`beginner`",
    ),
    "a team of no kind": (
        CALL,
        "mode: online",
        "team: both\nmode: online",
        0,
        "cannot be `both`",
        "either",
    ),
    "a team size of one number": (
        CALL,
        "mode: online",
        "team_size: [3]\nmode: online",
        0,
        "is no size",
        "[2, 5]",
    ),
    "a team size the wrong way round": (
        CALL,
        "mode: online",
        "team_size: [5, 2]\nmode: online",
        0,
        "is no size",
        "[2, 5]",
    ),
    "partners of whom nothing is said": (
        CALL,
        "mode: online",
        "partners: {}\nmode: online",
        0,
        "says nothing",
        "organisations",
    ),
    "half a position": (
        CALL,
        "mode: online",
        "lat: 46.24\nmode: online",
        0,
        "`lat` without `lon`",
        "both",
    ),
    "a position on no Earth": (
        CALL,
        "mode: online",
        "lat: 146.24\nlon: 14.36\nmode: online",
        0,
        "cannot be 146.24",
        "at most 90",
    ),
    "a group with a stranger": (
        "vocabulary/country_groups.yaml",
        "[AT, BE, BG",
        "[AT, UK, BG",
        0,
        "no country",
        "`GB`",
    ),
}


def test_the_copy_has_no_mistake(content: Path) -> None:
    assert check(content, TODAY) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_with_its_place_and_remedy(
    name: str, content: Path, change: Change
) -> None:
    place, old, new, below, message, remedy = MISTAKES[name]
    line = change(place, old, new)

    problems = check(content, TODAY)

    assert len(problems) == 1, [str(problem) for problem in problems]
    (problem,) = problems
    assert problem.file == f"content/{place}"
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.remedy
    if below is not None:
        assert problem.line == line + below
    assert str(problem) == f"content/{place}:{problem.line}: {problem.message} — {problem.remedy}"


def test_load_lists_every_problem(content: Path, change: Change) -> None:
    change(CALL, "[games]", "[gams]")
    change(KRANJ, "[SI042]", "[PL42]")

    with pytest.raises(ContentError) as caught:
        load(content)

    assert [problem.file for problem in caught.value.problems] == [
        f"content/{CALL}",
        f"content/{KRANJ}",
    ]
    assert "gams" in str(caught.value)


def test_a_short_text_is_told(content: Path, change: Change) -> None:
    change(
        CALL,
        "Studios of up to ten people may ask for money to try a new idea with a factory.",
        "Money.",
    )
    change(
        CALL,
        "    body: |\n      Apply with **one page** and a [budget](https://example.org/budget).\n",
        "",
    )
    change(CALL, "    facts: [Answers come within a month.]\n", "")

    (problem,) = check(content, TODAY)

    assert "`text.en` has 15 words" in problem.message


def test_two_entries_do_not_share_an_id(content: Path) -> None:
    (content / "event").mkdir()
    text = (content / CALL).read_text(encoding="utf-8").replace("kind: funding", "kind: event")
    (content / "event" / "funding-test-call.yaml").write_text(text, encoding="utf-8")

    (problem,) = check(content, TODAY)

    assert "is also in content/funding/funding-test-call.yaml" in problem.message


def test_a_folder_that_nobody_reads_is_told(content: Path) -> None:
    (content / "trainings").mkdir()
    (content / "funding" / "call.yml").write_text("", encoding="utf-8")

    problems = check(content, TODAY)

    assert [problem.remedy for problem in problems] == [
        "Rename it to call.yaml.",
        "Did you mean `training`?",
    ]


def test_a_missing_vocabulary_gives_one_message(content: Path) -> None:
    (content / "vocabulary" / "skills.yaml").unlink()

    (problem,) = check(content, TODAY)

    assert problem.file == "content/vocabulary/skills.yaml"


def test_an_empty_or_foreign_file_is_told(content: Path) -> None:
    (content / CALL).write_bytes("title: ž".encode("cp1250"))
    (content / "funding" / "funding-empty.yaml").write_text("", encoding="utf-8")

    messages = [problem.message for problem in check(content, TODAY)]

    assert messages == ["the file has no fields", "the file is not UTF-8"]


def test_a_value_that_contains_itself_is_told(content: Path, change: Change) -> None:
    change(CALL, "sectors: [games]", "sectors: &loop [games, *loop]")

    (problem,) = check(content, TODAY)

    assert "contains itself" in problem.message
