"""Markdown of entries becomes the few tags that Telegram knows, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library import plain, to_telegram_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**bold** and _italic_", "<b>bold</b> and <i>italic</i>"),
        ("one\ntwo", "one two"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one  \ntwo", "one\ntwo"),
        ("- a\n- b", "• a\n• b"),
        ("Bring:\n\n- a\n- b\n\nThen go.", "Bring:\n\n• a\n• b\n\nThen go."),
        ("2. a\n3. b", "2. a\n3. b"),
        ("- a\n  - b\n- c", "• a\n   • b\n• c"),
        ("[page](https://x.org/?a=1&b=2)", '<a href="https://x.org/?a=1&amp;b=2">page</a>'),
        ("[bad](javascript:alert(1))", "[bad](javascript:alert(1))"),
        ("[mail](mailto:a@b.org)", "mail"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("# Heading", "Heading"),
        ("`<b>`", "&lt;b&gt;"),
        ("```\n<i>\n```", "&lt;i&gt;"),
        ("> quoted", "quoted"),
        ("![picture](https://x.org/a.png)", "picture"),
        ("", ""),
    ],
)
def test_markdown_becomes_telegram_html(markdown: str, html: str) -> None:
    assert to_telegram_html(markdown) == html


def test_plain_text_has_no_marks() -> None:
    assert plain("**One** page:\n\n- a [b](https://x.org)\n- c") == "One page: a b c"


@given(st.text(max_size=200))
def test_no_text_smuggles_a_tag(text: str) -> None:
    html = to_telegram_html(text)
    for tag in ("<b>", "</b>", "<i>", "</i>", "</a>"):
        html = html.replace(tag, "")
    while (start := html.find('<a href="')) >= 0:
        html = html[:start] + html[html.index('">', start) + 2 :]

    assert "<" not in html
