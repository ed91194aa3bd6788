"""New entries: a post is offered to become one, the preview in each language, the confirmation."""

from bot.domain.drafting import ENTRY
from bot.domain.entry_views import EntryView, NewPreview, Waiting
from bot.domain.forms import Draft
from bot.domain.refusals import Refusal
from bot.domain.replies import Button, Reply, Rows
from bot.i18n import Languages, Translator, own_name
from bot.screens.browse import card_html
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

_MOST_LISTED = 10


def how_to_begin(tr: Translator) -> Reply:
    """Ask whether there is a post to make an entry of."""
    return Reply(
        lines(
            bold(tr("Forward me a post now, or paste its text.")),
            safe(tr("I read from it what I can and ask only for what is missing.")),
        ),
        stacked(
            button(tr("One question at a time"), "content", "ask"),
            button(tr("Back"), "content", "desk"),
        ),
    )


def offer(draft: Draft, tr: Translator) -> Reply:
    """Offer to make an entry of a post; nothing is done without a tap."""
    title = draft.one("title")
    return Reply(
        lines(
            bold(tr("Make an entry of this?")),
            safe(shortened(title, 80)) if title else None,
            small(tr("Readers see nothing before you publish it.")),
        ),
        stacked(
            button(tr("Make an entry"), "content", "take", draft.id),
            button(tr("Answer it as a question"), "content", "query", draft.id),
            button(tr("No"), "form", "drop", draft.id),
        ),
    )


def preview(
    result: NewPreview,
    languages: Languages,
    tr: Translator,
    refusal: Refusal | None = None,
    *,
    changed: bool = False,
) -> Reply:
    """Show a new entry as readers of one language will see it, and what can be changed."""
    reader = languages[result.language]
    said = bold(tr(refusal.message, **refusal.params)) if refusal else None
    outdated = (
        bold(tr("The entry has changed since that preview. This is how it is now."))
        if changed
        else None
    )
    seen = tr(
        "Readers of this language see it so: {language}", language=tr.name_of(reader.language)
    )
    return Reply(
        paragraphs(
            said or outdated,
            small(seen),
            card_html(result.card, reader),
            small(tr("Is everything right? Nothing is published before you tap.")),
        ),
        (
            *stacked(*_publishing(result, tr)),
            *_languages(result, languages),
            *_fields(result, tr),
            (button(tr("Stop for now"), "form", "stop", result.draft.id),),
        ),
    )


def published(result: EntryView, tr: Translator) -> Reply:
    """Confirm that a new entry is there."""
    return Reply(
        lines(
            bold(tr("Published: {title}", title=result.title)),
            safe(tr("Readers find it in a second.")),
        ),
        stacked(
            button(tr("Open the card"), "entry", "open", result.entry_id),
            button(tr("Texts in other languages"), "content", "texts", result.entry_id),
            button(tr("All about content"), "content", "desk"),
        ),
    )


def waiting(result: Waiting, tr: Translator) -> Reply:
    """List what waits to be published, with a tap for all of one feed."""
    if not result.entries:
        return Reply(
            bold(tr("No entry waits.")),
            stacked(button(tr("All about content"), "content", "desk")),
        )
    count = tr.plural("{n} entry waits", "{n} entries wait", len(result.entries))
    shown = result.entries[:_MOST_LISTED]
    titles = (f"{number}. {safe(title)}" for number, (_, title) in enumerate(shown, 1))
    return Reply(
        paragraphs(bold(count), lines(*titles)),
        stacked(
            *(
                button(f"{number}. {title}", "content", "open", id_)
                for number, (id_, title) in enumerate(shown, 1)
            ),
            *(
                button(
                    tr.plural(
                        "Publish all of a feed ({n})", "Publish all of a feed ({n})", count_
                    ),
                    "content",
                    "all",
                    f"{feed}.{result.marks.get(feed, '')}",
                )
                for feed, count_ in result.feeds.items()
                if count_ > 1
            ),
            button(tr("All about content"), "content", "desk"),
        ),
    )


def all_published(count: int, tr: Translator) -> Reply:
    """Confirm that the entries of a feed are published."""
    return Reply(
        bold(tr.plural("{n} entry is published.", "{n} entries are published.", count)),
        stacked(
            button(tr("What else waits"), "content", "wait"),
            button(tr("All about content"), "content", "desk"),
        ),
    )


def _publishing(result: NewPreview, tr: Translator) -> list[Button | None]:
    at = f"{result.draft.id}.{result.fingerprint}"
    return [
        button(tr("Publish"), "content", "go", at),
        button(tr("Publish: I checked its page today"), "content", "gochecked", at)
        if result.card.entry.url
        else None,
    ]


def _languages(result: NewPreview, languages: Languages) -> Rows:
    """Return buttons that show the card to readers of other languages, four a row."""
    buttons = [
        button(
            f"✓ {own_name(code)}" if code in result.written else own_name(code),
            "content",
            "as",
            f"{result.draft.id}.{code}",
        )
        for code in languages.offered
        if code != result.language
    ]
    return tuple(tuple(buttons[i : i + 3]) for i in range(0, len(buttons), 3))


def _fields(result: NewPreview, tr: Translator) -> Rows:
    buttons = [
        button(
            tr("Change: {answer}", answer=tr(field.label)),
            "form",
            "edit",
            f"{result.draft.id}.{field.key}",
        )
        for field in ENTRY.fields
    ]
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
