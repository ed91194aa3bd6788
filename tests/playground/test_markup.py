"""Telegram's HTML: what becomes an entity, where it lies, and what is refused."""

from __future__ import annotations

import pytest

from bot.playground.markup import parse_html
from bot.playground.refusals import Refused
from bot.playground.text import found_entities, pieces, tidied, utf16_length

Span = tuple[str, int, int]


def spans(source: str) -> tuple[str, list[Span]]:
    """Return text and entities as short tuples, as they are delivered."""
    text, entities = tidied(*parse_html(source))
    return text, [(e["type"], e["offset"], e["length"]) for e in entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("<b>x</b>", "x", [("bold", 0, 1)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<ins>a</ins><del>b</del>", "ab", [("underline", 0, 1), ("strikethrough", 1, 1)]),
        ("🎨🎨<i>é</i>", "🎨🎨é", [("italic", 4, 1)]),
        ("<b>🎨</b>", "🎨", [("bold", 0, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', "x", [("custom_emoji", 0, 1)]),
        ("<B>x</B >", "x", [("bold", 0, 1)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("&lt;&gt;&amp;&quot;", '<>&"', []),
        ("&#65;&#x42;&#128512;", "AB😀", []),
        ("a &nbsp; b & c &apos;", "a &nbsp; b & c &apos;", []),
        ("&#0; &#xD800;", "&#0; &#xD800;", []),
        ("  <b> x </b> ", "x", [("bold", 0, 1)]),
        ("x > y", "x > y", []),
    ],
)
def test_tags_become_entities(source: str, text: str, expected: list[Span]) -> None:
    assert spans(source) == (text, expected)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("ž<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
def test_wrong_markup_is_refused(source: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(source)
    assert refused.value.code == 400
    assert refused.value.description.startswith(f"Bad Request: can't parse entities: {reason}")


def test_link_keeps_its_address() -> None:
    _, entities = parse_html('<a href="https://x.eu/?a=1&amp;b=2">x</a>')
    assert entities == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://x.eu/?a=1&b=2"}
    ]


def test_link_that_leads_nowhere_is_plain_text() -> None:
    assert parse_html('<a href="javascript:alert(1)">x</a>') == ("x", [])


def test_language_of_code_goes_to_the_block() -> None:
    _, entities = parse_html('<pre><code class="language-python">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


def test_telegram_finds_links_commands_and_addresses_by_itself() -> None:
    text = "🎨 /ask@bot see https://x.eu/a_b, me@x.eu or @collider #cci and/or"
    found = [(e["type"], e["offset"], e["length"]) for e in found_entities(text)]
    assert [kind for kind, _, _ in found] == ["bot_command", "url", "email", "mention", "hashtag"]
    assert found[0] == ("bot_command", 3, 8)


def test_nothing_is_found_inside_code() -> None:
    assert spans("<code>/start</code>") == ("/start", [("code", 0, 6)])


def test_pieces_hold_the_limit_and_lose_nothing() -> None:
    text = "a🎨" * 10
    cut = pieces(text, 4)
    assert "".join(cut) == text
    assert all(utf16_length(piece) <= 4 for piece in cut)


def test_lone_surrogates_are_replaced() -> None:
    assert tidied("a\ud83c", []) == ("a�", [])
