"""Every screen in every state and every language can be sent, and says what it should."""

import importlib
import inspect
import pkgutil
import re
import sys

import pytest

import bot.screens
from bot.domain.languages import FALLBACK, UNDERSTOOD
from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.gallery.figures import Figures
from bot.screens import browse

from .sending import mistakes, plain


def screens():
    """Return every public function that returns a reply, by name."""
    found = {}
    for info in pkgutil.iter_modules(bot.screens.__path__):
        module = importlib.import_module(f"bot.screens.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and inspect.signature(function, eval_str=True).return_annotation is Reply:
                found[f"{info.name}.{name}"] = function
    return found


def test_the_gallery_calls_every_screen(every_sample, languages):
    called = set()
    tr = languages[FALLBACK]

    def note(frame, event, arg):
        called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        for sample in every_sample:
            sample.make(tr)
    finally:
        sys.setprofile(before)

    everything = screens()
    assert len(everything) > 40
    missing = sorted(name for name, screen in everything.items() if screen.__code__ not in called)
    assert not missing, f"add samples to bot/gallery/samples.py for: {', '.join(missing)}"


def test_no_two_samples_have_one_name(every_sample):
    names = [sample.name for sample in every_sample]
    assert len(names) == len(set(names))


def test_a_sample_is_named_after_its_screen(every_sample):
    assert {sample.screen for sample in every_sample} <= set(screens())


@pytest.mark.parametrize("language", UNDERSTOOD)
def test_every_screen_can_be_sent(every_marked_sample, marked, language, caplog):
    """In all twelve languages, with their own plurals, before anybody has translated them."""
    wrong = [
        f"{sample.name}: {mistake}"
        for sample in every_marked_sample
        for mistake in mistakes(sample.make(marked[language]))
    ]

    assert not wrong, "\n".join(wrong)
    assert not [record.__dict__ for record in caplog.records if record.name == "bot.i18n"]


@pytest.mark.parametrize("language", UNDERSTOOD)
def test_every_translated_screen_can_be_sent(every_sample, languages, language, caplog):
    if language not in languages.offered:
        pytest.skip("its catalogue is not complete")
    wrong = [
        f"{sample.name}: {mistake}"
        for sample in every_sample
        for mistake in mistakes(sample.make(languages[language]))
    ]

    assert not wrong, "\n".join(wrong)
    assert not [record.__dict__ for record in caplog.records if record.name == "bot.i18n"]


def test_no_screen_says_a_text_without_translating_it(every_marked_sample, marked, template):
    """What stands outside the translator's brackets is by people or editors, never ours."""
    ours = [m.id for m in template if isinstance(m.id, str) and " " in m.id and "{" not in m.id]
    tr = marked["sl"]
    wrong = [
        f"{sample.name}: {message}"
        for sample in every_marked_sample
        if sample.screen != "broadcasts.preview"  # it shows the English announcement in English
        for text in said(sample.make(tr))
        for message in ours
        if message in outside_brackets(text)
    ]
    assert not wrong, "\n".join(wrong)


def said(reply):
    yield from plain(reply)
    yield from (button.label for m in reply.messages() for row in m.rows for button in row)


def outside_brackets(text):
    inner = re.compile(r"⟦[^⟦⟧]*(⟧|…$)")
    while (less := inner.sub("", text)) != text:
        text = less
    return text


@pytest.mark.parametrize("language", UNDERSTOOD)
def test_every_entry_can_be_shown(knowledge, marked, language, now):
    figures = Figures(knowledge, marked, now)
    tr = marked[language]
    person = Person(id=1, telegram_id=1, name="Demo", language=language)
    wrong = []
    for id_, entry in knowledge.entries.items():
        card = figures.browsing.card(person, id_)
        shown = [browse.card(card, tr), browse.source(card, tr)]
        if entry.details_in(language):
            shown.append(browse.details(figures.browsing.details(person, id_), tr))
        wrong += [f"{id_}: {mistake}" for reply in shown for mistake in mistakes(reply)]
    assert not wrong, "\n".join(wrong)
