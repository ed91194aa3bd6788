"""The catalogues follow the code, each is complete, and each sentence can be said.

Each failure names the file and the sentence, so that a translator can act on it.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from bot.domain.replies import LABEL_LENGTH
from bot.i18n import catalogue_path, places, read_catalogue

from .extraction import KEYWORDS, ROOMS, ROOT, TEMPLATE, as_text, template

LOCALES = TEMPLATE.parent
OFFERED = ("pl", "sl", "da", "de")
"""English needs no catalogue; these four are kept complete."""
PLURAL_FORMS = {"pl": 3, "sl": 4, "da": 2, "de": 2}
SAME_AS_ENGLISH = {
    "pl": {"Link", "Hub", "Hub {name}", "Hub: {hub}", "Online", "Problem", "Region", "Status"},
    "sl": {"Hub", "Hub: {hub}", "Problem"},
    "da": {
        "Link",
        "Person {n}",
        "Team: {names}",
        "Team: {name}",
        "Feeds",
        "Guides",
        "Hub",
        "Hub {name}",
        "Hub: {hub}",
        "Hubs",
        "Online",
        "Problem",
        "Region",
        "Send",
        "Status",
        "Stop: {topic}",
        "{n} feed",
    },
    "de": {
        "Link",
        "Person {n}",
        "Pitches ({n})",
        "Team: {names}",
        "Team: {name}",
        "Challenge",
        "Details",
        "Feeds",
        "Hub",
        "Hub {name}",
        "Hub: {hub}",
        "Hubs",
        "Online",
        "Problem",
        "Region",
        "Status",
        "Text",
    },
}
"""Words that a language shares with English."""
SPEAKING = ("tr", "plural", "context", "N_")

READS_MARKED_CONSTANTS = {
    "bot/gallery/editing.py": "labels of fields",
    "bot/screens/alerts.py": "what became of an entry, titles by kind",
    "bot/screens/attachments.py": "names of forms, and who sees a file",
    "bot/screens/browse.py": "titles by kind, ways to take part",
    "bot/screens/challenges.py": "what can be done with a challenge",
    "bot/screens/corrections.py": "what of an entry is wrong",
    "bot/screens/creative_teams.py": "refusals, and which teammates are looked for",
    "bot/screens/deciding.py": "titles by kind, ways to take part, what a source leaves open",
    "bot/screens/doctor.py": "what is asked about each fault",
    "bot/screens/drafting.py": "labels of fields, and refusals",
    "bot/screens/editing.py": "what was done to an entry, labels of fields, and refusals",
    "bot/screens/errors.py": "the message of a refusal",
    "bot/screens/feeds.py": "states and formats of feeds, fields of entries, why one failed",
    "bot/screens/following.py": "topics, reasons, titles by kind",
    "bot/screens/forms.py": "prompts, hints and labels of fields, and refusals",
    "bot/screens/freshness.py": "what was done about an entry",
    "bot/screens/gaps.py": "why an answer did not help",
    "bot/screens/inquiries.py": "why an answer did not help",
    "bot/screens/introductions.py": "words by whose key it is, and how it ended",
    "bot/screens/invitations.py": "why somebody cannot be asked, what they answered",
    "bot/screens/ledger.py": "facts of a profile",
    "bot/screens/listing.py": "titles by kind, ways to take part",
    "bot/screens/matches.py": "kinds, questions, what speaks for and against it",
    "bot/screens/notices.py": "labels of fields",
    "bot/screens/outcomes.py": "what became of an introduction",
    "bot/screens/pitch_notices.py": "why somebody was not chosen",
    "bot/screens/pitch_review.py": "states of pitches, and why somebody was not chosen",
    "bot/screens/pitches.py": "states of pitches, and why somebody was not chosen",
    "bot/screens/profile.py": "labels of fields",
    "bot/screens/review.py": "labels of fields",
    "bot/screens/rules.py": "kinds of opportunities",
    "bot/screens/shortlist.py": "what speaks for and against it, what to ask, signals",
    "bot/screens/start.py": "commands and names of forms",
    "bot/screens/team_notices.py": "how a team changed",
    "bot/screens/telling.py": "how often somebody is told",
    "bot/screens/terms.py": "labels, rewards, rights and objections of terms",
    "bot/screens/yeses.py": "where a yes stands",
    "bot/services/entry_words.py": "labels of fields",
    "handlers/commands.py": "commands in the menu of a chat",
}
"""Where `tr` is called with a constant that `N_` marked elsewhere; nowhere else."""


@cache
def trees():
    return [
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8")))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    ]


def calls(tree):
    """Yield each call that says or marks a text, with its name and the texts it is given."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name == "tr" or (name == "N_"):
            yield name, node, node.args[:1]
        elif name in {"plural", "context"} and _is_translator(node.func):
            yield name, node, node.args[:2]


def _is_translator(function):
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "tr"


def texts(message):
    """Return the English of a message: one text, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def said(message):
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def messages(catalogue):
    return [message for message in catalogue if message.id]


@pytest.fixture(scope="session")
def source():
    return template()


@pytest.fixture(scope="session", params=OFFERED)
def language(request):
    return request.param


@pytest.fixture(scope="session")
def catalogue(language):
    return read_catalogue(catalogue_path(LOCALES, language), language)


class TestTheTemplate:
    def test_it_has_the_texts_of_the_code(self, source):
        assert TEMPLATE.read_text("utf-8") == as_text(source), (
            "the code has other texts than locales/messages.pot: run `make messages`"
        )

    def test_each_marked_constant_is_in_it(self, source):
        known = {text for message in messages(source) for text in texts(message)}
        missing = [
            f"{path}:{node.lineno}: {argument.value!r}"
            for path, tree in trees()
            for name, node, arguments in calls(tree)
            if name == "N_"
            for argument in arguments
            if isinstance(argument, ast.Constant) and argument.value not in known
        ]
        assert not missing, "not extracted:\n" + "\n".join(missing)

    def test_no_message_is_empty(self, source):
        assert all(all(text.strip() for text in texts(m)) for m in messages(source))

    def test_no_message_has_markup(self, source):
        wrong = [
            t for m in messages(source) for t in texts(m) if re.search(r"</?\w+[^>]*>|&\w+;", t)
        ]
        assert not wrong, wrong

    def test_places_have_names(self, source):
        wrong = [
            text
            for message in messages(source)
            for text in texts(message)
            if not all(name.isidentifier() for name in places(text))
        ]
        assert not wrong, wrong

    def test_singular_and_plural_speak_of_the_same(self, source):
        wrong = [m.id for m in messages(source) if len({places(t) for t in texts(m)}) > 1]
        assert not wrong, wrong


class TestTheCode:
    def test_every_plural_is_extracted_as_one(self):
        """The extractor takes a translator among the arguments of a call for another call."""
        extracted = {message.id for message in messages(template())}
        said_in_code = {
            (arguments[0].value, arguments[1].value)
            for _path, tree in trees()
            for name, _node, arguments in calls(tree)
            if name == "plural" and all(isinstance(a, ast.Constant) for a in arguments)
        }
        assert said_in_code
        assert said_in_code <= extracted

    def test_it_is_given_texts_that_can_be_extracted(self):
        """No f-string, no sum, no variable, but for tables of marked constants."""
        wrong = [
            f"{path}:{node.lineno}: {ast.unparse(argument)}"
            for path, tree in trees()
            for name, node, arguments in calls(tree)
            for argument in arguments
            if not isinstance(argument, ast.Constant)
            and (name != "tr" or path not in READS_MARKED_CONSTANTS or _is_made(argument))
            and path != "bot/i18n.py"
        ]
        assert not wrong, "a translator never sees these:\n" + "\n".join(wrong)

    def test_the_exceptions_are_used(self):
        used = {
            path
            for path, tree in trees()
            for name, _, arguments in calls(tree)
            for argument in arguments
            if not isinstance(argument, ast.Constant)
        }
        assert set(READS_MARKED_CONSTANTS) <= used

    def test_screens_have_no_sentence_that_is_not_translated(self):
        wrong = []
        for path, tree in trees():
            if not path.startswith("bot/screens/"):
                continue
            allowed = {id(a) for _, _, arguments in calls(tree) for a in arguments}
            allowed |= {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}
            allowed |= {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
            wrong += [
                f"{path}:{node.lineno}: {node.value!r}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in allowed
                and re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", re.sub(r"<[^>]*", "", node.value))
            ]
        assert not wrong, "put these into tr():\n" + "\n".join(wrong)

    def test_the_extraction_knows_the_words_for_speaking(self):
        assert set(KEYWORDS) == set(SPEAKING)


def _is_made(argument):
    return isinstance(argument, ast.JoinedStr | ast.BinOp)


def _has_docstring(node):
    known = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return isinstance(node, known) and node.body and isinstance(node.body[0], ast.Expr)


class TestACatalogue:
    def test_it_has_the_messages_of_the_template(self, catalogue, language):
        def names(of):
            return {(message.context, texts(message)) for message in messages(of)}

        ours, theirs = names(read_catalogue(TEMPLATE)), names(catalogue)
        assert not ours - theirs, f"{language} lacks, run `make messages`: {ours - theirs}"
        assert not theirs - ours, f"{language} has what nobody says: {theirs - ours}"

    def test_nothing_is_missing_or_doubtful(self, catalogue, language):
        missing = [texts(m)[0] for m in messages(catalogue) if not all(said(m)) or not said(m)]
        fuzzy = [texts(m)[0] for m in messages(catalogue) if m.fuzzy]
        assert not missing, f"{language}: {len(missing)} to translate:\n" + "\n".join(missing)
        assert not fuzzy, f"{language}: {len(fuzzy)} marked as fuzzy:\n" + "\n".join(fuzzy)

    def test_it_has_all_plural_forms(self, catalogue, language):
        assert catalogue.num_plurals == PLURAL_FORMS[language]
        wrong = [
            texts(message)
            for message in messages(catalogue)
            if not isinstance(message.id, str) and len(said(message)) != PLURAL_FORMS[language]
        ]
        assert not wrong, wrong

    def test_each_form_has_the_places_of_its_source(self, catalogue, language):
        wrong = []
        for message in messages(catalogue):
            wanted = places(texts(message)[-1])
            for form in filter(None, said(message)):
                try:
                    fits = places(form) == wanted
                except ValueError:
                    fits = False
                if not fits:
                    wrong.append(f"{form!r} needs exactly the places {sorted(wanted)}")
        assert not wrong, f"{language}:\n" + "\n".join(wrong)

    def test_no_form_has_markup(self, catalogue):
        wrong = [
            form
            for message in messages(catalogue)
            for form in said(message)
            if form and re.search(r"</?\w+[^>]*>|&\w+;", form)
        ]
        assert not wrong, wrong

    def test_each_form_ends_as_its_source(self, catalogue, language):
        """Lines are put together: spaces at the ends and line breaks are not a translator's."""
        wrong = [
            form
            for message in messages(catalogue)
            for form in filter(None, said(message))
            if form != form.strip() or "\n" in form
        ]
        assert not wrong, f"{language}: {wrong}"

    def test_commands_stay_commands(self, catalogue, language):
        wrong = [
            f"{form!r} needs {sorted(commands(texts(message)[0]))}"
            for message in messages(catalogue)
            for form in filter(None, said(message))
            if commands(form) != commands(texts(message)[0])
        ]
        assert not wrong, f"{language}:\n" + "\n".join(wrong)

    def test_nothing_is_left_in_english(self, catalogue, language):
        wrong = [
            message.id
            for message in messages(catalogue)
            if message.string == message.id
            and texts(message)[0] not in SAME_AS_ENGLISH[language]
            and re.search(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}", "", texts(message)[0]))
        ]
        assert not wrong, f"{language}: translate these, or add them to SAME_AS_ENGLISH: {wrong}"

    def test_labels_fit_a_button(self, catalogue, language):
        wrong = [
            f"{len(form)} characters, {LABEL_LENGTH} fit: {form!r}"
            for message in messages(catalogue)
            if message.id in labels()
            for form in filter(None, said(message))
            if len(re.sub(r"\{\w+\}", "", form)) > LABEL_LENGTH
        ]
        assert not wrong, f"{language}:\n" + "\n".join(wrong)


def commands(text):
    return set(re.findall(r"(?<!\w)/[a-z]+", text))


@cache
def labels():
    """Return the texts of buttons: literals in `button(tr("…"))` and `Button(tr("…"))`."""
    return {
        argument.value
        for path, tree in trees()
        if path.startswith("bot/screens/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"button", "Button"}
        and node.args
        for name, _, arguments in calls(node.args[0])
        for argument in arguments
        if name == "tr" and isinstance(argument, ast.Constant)
    }


def test_english_labels_fit_a_button():
    found = labels()
    assert len(found) > 40
    wrong = [label for label in found if len(re.sub(r"\{\w+\}", "", label)) > LABEL_LENGTH]
    assert not wrong, wrong


def test_no_compiled_catalogue_is_kept():
    assert not list(Path(LOCALES).rglob("*.mo"))
