"""Corrections: saying what is wrong on a card, deciding on it, and hearing what became of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.domain.corrections import Correction, Over, Ruled, Wrong
from bot.domain.hubs import Hub
from bot.domain.messages import N_
from bot.domain.replies import Button, Reply
from bot.domain.results import Card
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

KINDS: Final = {
    Wrong.DEADLINE: N_("The deadline"),
    Wrong.PAGE: N_("The page"),
    Wrong.AMOUNT: N_("The money"),
    Wrong.PLACE: N_("The place"),
    Wrong.OVER: N_("It is over or cancelled"),
    Wrong.TEXT: N_("The text"),
    Wrong.OTHER: N_("Something else"),
}
_FIELDS: Final = {
    Wrong.DEADLINE: "deadline",
    Wrong.PAGE: "url",
    Wrong.AMOUNT: "amount",
    Wrong.PLACE: "place",
}
"""The fields of `bot.domain.drafting` in which they are put right."""
MOST_SHOWN: Final = 20
_VALUE_LENGTH: Final = 800


def what_is_wrong(result: Card, tr: Translator) -> Reply:
    """Show what an entry says, and ask what of it is wrong."""
    said = (
        f"{bold(tr(KINDS[wrong]))}: {safe(value)}"
        for wrong in Wrong
        if wrong not in {Wrong.OVER, Wrong.TEXT} and (value := says(result, wrong, tr))
    )
    buttons = (
        button(tr(label), "fix", "what", f"{wrong}.{result.entry.id}")
        for wrong, label in KINDS.items()
    )
    return Reply(
        paragraphs(
            bold(_title(result, tr)),
            lines(*said),
            safe(tr("What is wrong here? Staff of the hub read it before anything changes.")),
        ),
        stacked(*buttons, button(tr("Back"), "entry", "source", result.entry.id)),
    )


def says(card: Card, wrong: Wrong, tr: Translator) -> str:
    """Return what an entry says of one thing; empty if it says nothing."""
    match wrong:
        case Wrong.DEADLINE:
            return browse.deadline(card, tr)
        case Wrong.PAGE:
            return card.entry.url or ""
        case Wrong.AMOUNT:
            return browse.amount(card.entry, tr)
        case Wrong.PLACE:
            return browse.place(card.entry, tr)
        case Wrong.OVER:
            return browse.state(card, tr)
        case Wrong.TEXT:
            return card.entry.in_language(tr.language)[1].summary
        case _:
            return ""


def proposed(result: Card, tr: Translator) -> Reply:
    """Thank whoever proposed a correction."""
    return Reply(
        paragraphs(
            bold(tr("Thank you. Staff of the hub read it and decide.")),
            safe(tr("I tell you here what became of it.")),
        ),
        stacked(button(tr("Back to the card"), "entry", "open", result.entry.id)),
    )


def proposed_before(tr: Translator) -> Reply:
    """Answer a second tap on the last button of a correction."""
    return Reply(safe(tr("This correction is sent already. I tell you what becomes of it.")))


def waiting(results: Sequence[Correction], tr: Translator) -> Reply:
    """List the corrections that wait for staff."""
    back = button(tr("Back to the desk"), "desk", "list")
    if not results:
        return Reply(bold(tr("No correction waits for you.")), stacked(back))
    count = tr.plural("{n} correction waits", "{n} corrections wait", len(results))
    buttons = (
        button(
            f"{tr(KINDS[it.proposal.wrong])}: {_title(it.card, tr)}", "fix", "open", it.proposal.id
        )
        for it in results[:MOST_SHOWN]
    )
    return Reply(bold(count), stacked(*buttons, back))


def correction(result: Correction, tr: Translator) -> Reply:
    """Show a correction to staff: before and after, where from, and the decisions."""
    it = result.proposal
    source = tr("Source: {source}", source=it.source) if it.source else None
    others = tr.plural("{n} other person says the same.", "{n} others say the same.", result.same)
    by_hand = it.wrong is not Wrong.OVER and result.after is None
    html = paragraphs(
        lines(bold(_title(result.card, tr)), small(tr(KINDS[it.wrong]))),
        lines(
            _line(tr("Now:"), says(result.card, it.wrong, tr)),
            _line(tr("Proposed:"), it.value),
            _line(tr("The entry would say:"), says(result.after, it.wrong, tr))
            if result.after and it.wrong is not Wrong.OVER
            else None,
        ),
        lines(
            safe(source) if source else None,
            safe(tr("From: {name}", name=result.name)) if result.name else None,
            safe(others) if result.same else None,
        ),
        safe(tr("Change the entry first, then tap “Taken over”.")) if by_hand else None,
    )
    return Reply(html, stacked(*_decisions(result, by_hand, tr)))


def _decisions(result: Correction, by_hand: bool, tr: Translator) -> Iterator[Button]:
    it, entry = result.proposal, result.card.entry
    if entry.url:
        yield Button(tr("Open the page"), url=entry.url)
    if it.wrong is Wrong.OVER:
        yield button(tr("Accept: it is over"), "fix", "yes", f"{it.id}.{Over.CLOSED}")
        yield button(tr("Accept: it is cancelled"), "fix", "yes", f"{it.id}.{Over.CANCELLED}")
    elif by_hand:
        yield _edit(it.wrong, entry.id, tr)
        yield button(tr("Taken over"), "fix", "yes", it.id)
    else:
        yield button(tr("Accept"), "fix", "yes", it.id)
    yield button(tr("Decline"), "fix", "no", it.id)
    yield button(tr("All corrections"), "fix", "list")


def _edit(wrong: Wrong, entry_id: str, tr: Translator) -> Button:
    """Return the button that opens the field in question."""
    if wrong in _FIELDS:
        return button(tr("Edit"), "content", "set", f"{entry_id}.{_FIELDS[wrong]}")
    verb = "texts" if wrong is Wrong.TEXT else "open"
    return button(tr("Edit"), "content", verb, entry_id)


def ruled(result: Ruled, tr: Translator) -> Reply:
    """Confirm a decision to staff."""
    said = tr("Declined: {title}", title=_title(result.card, tr))
    if result.reason is None:
        said = tr("Accepted: {title}", title=_title(result.card, tr))
    told = tr.plural(
        "{n} person who proposed it is told.", "{n} people who proposed it are told.", result.told
    )
    return Reply(
        paragraphs(bold(said), _change(result, tr), safe(told) if result.told else None),
        stacked(
            button(tr("All corrections"), "fix", "list"),
            button(tr("Back to the card"), "entry", "open", result.card.entry.id),
        ),
    )


def ruled_before(tr: Translator) -> Reply:
    """Answer a second tap on the last button of a decision."""
    return Reply(
        safe(tr("This is decided already.")), stacked(button(tr("All corrections"), "fix", "list"))
    )


def accepted(result: Ruled, tr: Translator) -> Reply:
    """Thank whoever proposed what is right now."""
    return _letter(
        result,
        tr("Thank you: your correction is taken over."),
        safe(tr("Everybody who reads the entry sees it now.")),
        tr,
    )


def declined(result: Ruled, tr: Translator) -> Reply:
    """Tell whoever proposed a correction why it is not taken over."""
    reason = tr("Why: {reason}", reason=result.reason or "–")
    return _letter(
        result, tr("Thank you for looking. It stays as it is for now."), safe(reason), tr
    )


def notice(count: int, hub: Hub | None, tr: Translator) -> Reply:
    """Tell staff that corrections wait."""
    name = hub.named(tr.language) if hub else tr("the network desk")
    waits = tr.plural("{n} correction of a reader waits", "{n} corrections of readers wait", count)
    return Reply(
        paragraphs(bold(waits), small(tr("You get this because you are staff: {hub}", hub=name))),
        stacked(
            button(tr("Read them"), "fix", "list"), button(tr("The whole desk"), "desk", "list")
        ),
    )


def _letter(result: Ruled, first: str, second: str, tr: Translator) -> Reply:
    about = f"{_title(result.card, tr)} · {tr(KINDS[result.proposal.wrong])}"
    wrote = tr("You wrote: {value}", value=shortened(result.proposal.value, _VALUE_LENGTH))
    return Reply(
        paragraphs(
            bold(first),
            lines(safe(about), _change(result, tr) or safe(wrote)),
            second,
            small(tr("You get this because you proposed a correction.")),
        ),
        stacked(button(tr("Back to the card"), "entry", "open", result.card.entry.id)),
    )


def _change(result: Ruled, tr: Translator) -> str | None:
    """Return what was changed: before → after."""
    wrong = result.proposal.wrong
    before, after = says(result.before, wrong, tr), says(result.card, wrong, tr)
    if before == after or result.reason is not None:
        return None
    return safe(f"{before or '–'} → {after or '–'}")


def _line(label: str, value: str) -> str | None:
    return f"{bold(label)} {safe(shortened(value, _VALUE_LENGTH))}" if value else None


def _title(card: Card, tr: Translator) -> str:
    return card.entry.in_language(tr.language)[1].title
