"""One question at a time, and the review at the end."""

from typing import Final

from bot.domain import corrections
from bot.domain.challenge_form import STORY
from bot.domain.forms import Takes, never
from bot.domain.messages import N_
from bot.domain.profiling import FACTS, PLACE
from bot.domain.refusals import Refusal, SeveralPlaces
from bot.domain.replies import Button, Reply, Rows
from bot.domain.results import FormStep, Offered
from bot.i18n import Translator
from bot.screens.challenges import together
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked
from bot.screens.start import FORM_NAMES

_SUBMIT: Final = {
    "profile": N_("Save"),
    **dict.fromkeys((form.name for form in FACTS), N_("Save")),
    "challenge": N_("Send to the hub"),
    "withdraw": N_("Withdraw it"),
    "publish": N_("Publish"),
    "decline": N_("Decline it"),
    "changes": N_("Ask the company"),
    "evidence": N_("Confirm the company"),
    "terms": N_("Change the terms"),
    "answer": N_("Send to all who asked"),
    "broadcast": N_("Preview"),
    **dict.fromkeys((form.name for form in corrections.FORMS), N_("Send to the hub")),
    corrections.DECLINE.name: N_("Decline it"),
    "feed": N_("Add this feed"),
    "later": N_("Ask me then"),
    "pitch": N_("Send the pitch"),
    "team": N_("Make the team"),
    "not_chosen": N_("Tell them"),
    "close": N_("Close it"),
}
_HIDDEN: Final = frozenset({"consent", STORY})
"""Questions that the review does not open: what became of the answer stands there."""
_VALUE_LENGTH: Final = 400
_REVIEW_LENGTH: Final = 3000
"""Longest answer that the review shows whole, and all of them, so that they fit one message."""
_UNREAD_LENGTH: Final = 40
_UNDERSTOOD_LENGTH: Final = 200


def step(result: FormStep, tr: Translator, refusal: Refusal | None = None) -> Reply:
    """Show where a form stands; a refused answer is explained above the same question."""
    said = bold(tr(refusal.message, **refusal.params)) if refusal else None
    if result.at_review:
        return _review(result, tr, said)
    field = result.field
    name = tr(FORM_NAMES[result.form.name])
    prompt = tr(field.prompt, language=result.language or "")
    hint = tr(field.hint) if field.hint else None
    if result.grading is not None:
        prompt = tr("How well do you know this language: {language}?", language=result.grading)
        hint = None
    example = tr("Chosen: {choices}", choices=_chosen(result)) if _chosen(result) else None
    typed = field.takes in {Takes.TEXT, Takes.DATE}
    answered = next((v for f, v in result.said if f.key == field.key), None)
    if not typed and (field.takes is Takes.MANY or any(o.chosen for o in result.options)):
        answered = None  # it is among the buttons
    html = paragraphs(
        said,
        _understood(result, tr) if result.just_told else None,
        lines(
            small(_place(result, name, tr)),
            _about(result, tr),
            bold(prompt),
            small(hint) if hint else None,
        ),
        safe(tr("Until now: {answer}", answer=shortened(answered, _VALUE_LENGTH)))
        if answered
        else None,
        safe(example) if example else None,
        small(remark) if (remark := _remark(result, tr)) else None,
    )
    return Reply(html, _options(result) + _pages(result, tr) + _moves(result, tr))


_OFFERED: Final = {
    Offered.FOUND: N_("The first buttons are what I found in your words. Tap what is right."),
    Offered.NEAR: N_("Behind what you chose stands what often goes with it."),
}


def _remark(result: FormStep, tr: Translator) -> str | None:
    """Say what of the last text is not kept, and why the first buttons are there."""
    said = []
    if result.cut is not None:
        sent, kept = result.cut
        said.append(
            tr(
                "Your text has {sent} characters. I keep the first {kept} and have forgotten the "
                "rest; you can change it at the end.",
                sent=tr.number(sent),
                kept=tr.number(kept),
            )
        )
    if result.unread:
        words = tr.list(f"“{shortened(part, _UNREAD_LENGTH)}”" for part in result.unread[:5])
        said.append(tr("Not in the list, so left out: {words}.", words=words))
    if result.offered is Offered.MEANT and result.field.key == PLACE.key:
        said.append(tr(SeveralPlaces.message))
    elif result.offered in _OFFERED:
        said.append(tr(_OFFERED[result.offered]))
    return " ".join(said)


def _understood(result: FormStep, tr: Translator) -> str:
    """Show what was read in a story: every part of it can be changed at the end."""
    read = [
        f"{bold(tr(field.label))}: {safe(shortened(value, _UNDERSTOOD_LENGTH))}"
        for field, value in result.said
        if field.key in result.just_told
    ]
    return lines(
        bold(tr("I understood:")),
        *read,
        small(tr("You can change every part of it at the end.")),
    )


def _place(result: FormStep, name: str, tr: Translator) -> str:
    number, total = result.form.position(result.draft)
    if not number or total == 1:
        return name
    return tr("{form} · {number} of {total}", form=name, number=number, total=total)


def _about(result: FormStep, tr: Translator) -> str | None:
    if not result.about:
        return None
    return safe(tr("About: {title}", title=shortened(result.about, _VALUE_LENGTH)))


def _chosen(result: FormStep) -> str:
    if result.field.takes is not Takes.MANY:
        return ""
    return next((value for field, value in result.said if field.key == result.field.key), "")


def _options(result: FormStep) -> Rows:
    draft, key = result.draft, result.field.key
    buttons = [
        button(
            f"✓ {option.label}" if option.chosen else option.label,
            "form",
            "pick",
            f"{draft.id}.{key}.{option.id}",
        )
        for option in result.options
    ]
    wide = any(len(option.label) > 18 for option in result.options) or len(buttons) < 3
    width = 1 if wide else 2
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def _pages(result: FormStep, tr: Translator) -> Rows:
    draft, key = result.draft, result.field.key
    row = []
    if result.page > 0:
        row.append(
            button("‹ " + tr("Previous"), "form", "page", f"{draft.id}.{key}.{result.page - 1}")
        )
    if result.page < result.pages - 1:
        row.append(
            button(tr("More") + " ›", "form", "page", f"{draft.id}.{key}.{result.page + 1}")
        )
    return (tuple(row),) if row else ()


def _moves(result: FormStep, tr: Translator) -> Rows:
    draft, field = result.draft, result.field
    at = f"{draft.id}.{field.key}"
    row: list[Button] = []
    number, _ = result.form.position(draft)
    if number > 1 or not number or draft.editing:
        row.append(button(tr("Back"), "form", "back", at))
    has_answer = bool(draft.answers.get(field.key))
    if field.takes is Takes.MANY and has_answer:
        row.append(button(tr("Done"), "form", "done", at))
    elif has_answer:
        row.append(button(tr("Keep the answer"), "form", "skip", at))
    elif field.optional:
        row.append(button(tr("Skip"), "form", "skip", at))
    rows: list[tuple[Button, ...]] = [tuple(row)] if row else []
    if has_answer and field.optional and field.takes is not Takes.MANY:
        rows.append((button(tr("Remove the answer"), "form", "clear", at),))
    if number > 1 and result.form.left_out(draft) > 1:
        rows.append((button(tr("That is enough for now"), "form", "enough", at),))
    rows.append((button(tr("Stop for now"), "form", "stop", draft.id),))
    return tuple(rows)


def _review(result: FormStep, tr: Translator, said: str | None) -> Reply:
    draft = result.draft
    said_here = [(field, value) for field, value in result.said if field.key not in _HIDDEN]
    labels = {field.key: _label(result, field.key, tr) for field, _ in said_here}
    taken = tr.list(labels[key] for key in result.taken if key in labels)
    answers = together(
        [(labels[field.key], value) for field, value in said_here], _REVIEW_LENGTH - len(taken)
    )
    edits = [
        button(
            tr("Change: {answer}", answer=_label(result, field.key, tr)),
            "form",
            "edit",
            f"{draft.id}.{field.key}",
        )
        for field in result.form.fields
        if field.key not in _HIDDEN and (field.asked_if is never or field.asked_if(draft.answers))
    ]
    html = paragraphs(
        said,
        lines(
            bold(tr("Is this right?")),
            _about(result, tr),
        ),
        answers,
        small(
            tr(
                "From your own words or from last time: {answers}. Is it still right?",
                answers=taken,
            )
        )
        if taken
        else None,
        safe(tr("Nothing happens until you tap the first button.")),
    )
    rows = (
        (button(tr(_SUBMIT[result.form.name]), "form", "submit", draft.id),),
        *(tuple(edits[i : i + 2]) for i in range(0, len(edits), 2)),
        *_file_rows(result, tr),
        (button(tr("Stop for now"), "form", "stop", draft.id),),
    )
    return Reply(html, rows)


def _file_rows(result: FormStep, tr: Translator) -> Rows:
    if not result.files:
        return ()
    return stacked(
        button(tr("Files: {n}", n=tr.number(result.files)), "file", "list", result.draft.id)
    )


def _label(result: FormStep, key: str, tr: Translator) -> str:
    if key.startswith("text_"):
        return tr.name_of(key.removeprefix("text_"))
    return tr(result.form.field(key).label)


def stopped(draft_id: int, form: str, tr: Translator) -> Reply:
    """Say that the draft is kept."""
    name = tr(FORM_NAMES[form])
    return Reply(
        safe(tr("Stopped. “{form}” is kept; go on whenever you like.", form=name)),
        stacked(
            button(tr("Go on: {form}", form=name), "form", "go", draft_id),
            button(tr("Throw it away"), "form", "drop", draft_id),
        ),
    )


def dropped(tr: Translator) -> Reply:
    """Say that the draft is gone."""
    return Reply(
        safe(tr("Thrown away. Nothing of it is kept.")),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def nothing_to_stop(tr: Translator) -> Reply:
    """Answer /cancel outside a form."""
    return Reply(
        safe(tr("There is nothing to stop. Ask me anything, or see /help.")),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )
