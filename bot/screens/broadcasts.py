"""Announcements as their author sees them: the preview, the count, the report."""

from bot.domain.broadcasts import Broadcast, BroadcastState, Delivery
from bot.domain.replies import Reply
from bot.domain.results import BroadcastPreview, BroadcastReport
from bot.i18n import Languages, Translator
from bot.screens import notices
from bot.screens.parts import bold, button, lines, paragraphs, safe, stacked


def preview(
    result: BroadcastPreview,
    languages: Languages,
    tr: Translator,
    *,
    changed: bool = False,
) -> Reply:
    """Show each text exactly as it will arrive, then the count and the confirmation.

    There is a message for each language of the texts, because each is what people will get.
    """
    sample = Broadcast(
        id=0,
        author_id=0,
        hub=result.hub.slug if result.hub else None,
        audience=result.audience,
        texts=result.texts,
        state=BroadcastState.CONFIRMED,
        recipients=0,
        confirmed_at=notices.NO_MOMENT,
    )
    messages = [
        Reply(notices.announcement(sample, result.hub, languages[language]).html)
        for language in result.texts
    ]
    counts = lines(
        *(
            safe(
                tr(
                    "{language}: {people}",
                    language=tr.name_of(language),
                    people=tr.plural("{n} person", "{n} people", count),
                )
                + _fallback(sample, language, tr)
            )
            for language, count in sorted(result.recipients.items(), key=lambda item: -item[1])
        )
    )
    if result.total:
        confirm = Reply(
            paragraphs(
                bold(tr("The text has changed since that preview. This is how it is now."))
                if changed
                else None,
                bold(
                    tr.plural(
                        "{n} person will receive this.",
                        "{n} people will receive this.",
                        result.total,
                    )
                ),
                counts,
                safe(tr("Above is each text exactly as it will arrive.")),
            ),
            stacked(
                button(
                    tr("Send it now"),
                    "broadcast",
                    "send",
                    f"{result.draft.id}.{result.fingerprint}",
                ),
                button(tr("Change it"), "broadcast", "edit", result.draft.id),
                button(tr("Stop for now"), "form", "stop", result.draft.id),
            ),
        )
    else:
        confirm = Reply(
            bold(tr("Nobody would receive this. Choose another audience.")),
            stacked(button(tr("Change it"), "broadcast", "edit", result.draft.id)),
        )
    reply = confirm
    for message in reversed(messages):
        reply = message.and_then(reply)
    return reply


def _fallback(sample: Broadcast, language: str, tr: Translator) -> str:
    shown, _ = sample.text_for(language)
    if shown == language:
        return ""
    return " – " + tr("no text, so they read: {language}", language=tr.name_of(shown))


def started(result: BroadcastReport, tr: Translator) -> Reply:
    """Say that the broadcast is on its way."""
    return Reply(
        lines(
            bold(
                tr.plural(
                    "On its way to {n} person.", "On its way to {n} people.", result.recipients
                )
            ),
            safe(tr("You get a report when it is done.")),
        ),
        stacked(button(tr("How far is it?"), "broadcast", "report", result.broadcast_id)),
    )


def report(result: BroadcastReport, tr: Translator) -> Reply:
    """Show what became of a broadcast, by outcome; "unsure" is said honestly."""
    html = paragraphs(
        bold(tr("Announcement {number}", number=result.broadcast_id)),
        report_lines(result, tr),
    )
    waiting = max(result.recipients - result.progress.total, 0) + result.progress.left
    refresh = (
        stacked(button(tr("How far is it?"), "broadcast", "report", result.broadcast_id))
        if waiting
        else ()
    )
    return Reply(html, refresh)


def report_lines(result: BroadcastReport, tr: Translator) -> str:
    """Return the outcomes as lines."""
    progress = result.progress
    waiting = max(result.recipients - progress.total, 0) + progress.left
    blocked = progress.of(Delivery.BLOCKED) + progress.of(Delivery.UNREACHABLE)
    failed = progress.of(Delivery.REJECTED) + progress.of(Delivery.STOPPED)
    return lines(
        safe(tr("Sent: {n}", n=tr.number(progress.of(Delivery.SENT)))),
        safe(tr("Waiting: {n}", n=tr.number(waiting))) if waiting else None,
        safe(tr("Blocked the bot or unreachable: {n}", n=tr.number(blocked))) if blocked else None,
        safe(
            tr(
                "Unsure, may have arrived, not sent again: {n}",
                n=tr.number(progress.of(Delivery.UNSURE)),
            )
        )
        if progress.of(Delivery.UNSURE)
        else None,
        safe(tr("Failed: {n}", n=tr.number(failed))) if failed else None,
    )


def done(result: BroadcastReport, tr: Translator) -> Reply:
    """Tell the author of a broadcast what became of it."""
    return Reply(
        paragraphs(
            bold(tr("Your announcement is done.")),
            report_lines(result, tr),
        ),
        stacked(button(tr("Report"), "broadcast", "report", result.broadcast_id)),
    )
