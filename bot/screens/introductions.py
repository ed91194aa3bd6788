"""Introductions: what each holder of a key is asked and hears, and how the two sides reach each
other once everybody has said yes. `contacts` is the only place that shows a way to somebody."""

from datetime import date
from typing import Final

from bot.domain.challenges import ChallengeState
from bot.domain.introducing import (
    Contact,
    CreativeSeen,
    IntroductionSeen,
)
from bot.domain.introductions import EndedBy, Holder, IntroductionState, Key, KeyAnswer
from bot.domain.messages import N_
from bot.domain.offers import Offer
from bot.domain.replies import Button, Reply, Rows
from bot.i18n import Translator
from bot.screens import browse, matches, shortlist
from bot.screens import profile as profile_screen
from bot.screens.parts import (
    MOST_LISTED,
    bold,
    button,
    few,
    lines,
    link,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)

PITCH_LENGTH: Final = 900
PROBLEM_LENGTH: Final = 500

_HEADS: Final = {
    Holder.COMPANY: N_("An answer to your challenge was chosen: {title}"),
    Holder.CREATIVE: N_("Your pitch was chosen: {title}"),
    Holder.FACILITATOR: N_("An introduction waits for your yes: {title}"),
}
_YES: Final = {
    Holder.COMPANY: N_("Yes, introduce us"),
    Holder.CREATIVE: N_("Yes, introduce us"),
    Holder.FACILITATOR: N_("Yes, introduce them"),
}
_NEXT: Final = {
    Holder.COMPANY: N_(
        "The facilitator knows of it and can choose another answer. /challenge shows how it "
        "stands."
    ),
    Holder.CREATIVE: N_("The pitch stays yours. /matches shows other challenges that fit you."),
    Holder.FACILITATOR: N_("You can choose another pitch."),
}
_ENDED: Final = {
    EndedBy.NO: N_("Why: somebody said no. I do not say who."),
    EndedBy.EXPIRED: N_("Why: not everybody answered in time."),
    EndedBy.LEFT: N_("Why: somebody left, or the pitch was taken back."),
    EndedBy.CLOSED: N_("Why: the challenge is closed."),
}
_WHY_YOU: Final = {
    Holder.COMPANY: N_("You get this because you sent this challenge."),
    Holder.CREATIVE: N_("You get this because you take part with a pitch."),
}


def asked(view: IntroductionSeen, tr: Translator, *, again: bool = False) -> Reply:
    """Ask a holder for their key: what it is about, why it fits, and what a yes means."""
    shown = card(view, tr)
    once_more = bold(_once_more(view, tr)) if again else None
    return Reply(paragraphs(once_more, shown.html, _why_you(view, tr)), shown.rows)


def _once_more(view: IntroductionSeen, tr: Translator) -> str:
    if view.key is not None and view.key.answer is KeyAnswer.LATER:
        return tr("You said: not now, but later. So I ask again.")
    return tr("You have not answered yet. I ask once more.")


def card(view: IntroductionSeen, tr: Translator) -> Reply:
    """Show an introduction as it stands, with what its reader can do."""
    match view.introduction.state:
        case IntroductionState.MADE:
            return made(view, tr)
        case IntroductionState.ENDED:
            return _ended(view, tr)
        case _:
            return _open(view, tr)


def _open(view: IntroductionSeen, tr: Translator) -> Reply:
    head = tr(_HEADS[view.holder], title=title_of(view, tr))
    about = _to_creative(view, tr) if view.holder is Holder.CREATIVE else _to_others(view, tr)
    expires = tr("Open until {day}.", day=tr.date(view.introduction.expires_at.date()))
    return Reply(
        paragraphs(
            bold(head),
            about,
            small(
                tr(
                    "Names and contact data go to both sides once the company, everybody of the "
                    "pitch and the facilitator have said yes, and to nobody before. A no is "
                    "quiet: nobody hears who said it."
                )
            ),
            lines(safe(expires), safe(_standing(view, tr))),
        ),
        _answers(view, tr),
    )


def _to_creative(view: IntroductionSeen, tr: Translator) -> str:
    """Tell a creative who asks, what for, why it fits them, and what they wrote."""
    it = view.challenge
    language, _, problem = it.words_for(tr.language)
    why = matches.why(Offer(it, reasons=view.own_reasons), tr)
    note = browse.shown_in(language, tr)
    company = (
        tr("Company: {company}", company=view.company)
        if view.company
        else tr("The company is named once everybody has said yes.")
    )
    others = [one.name or "" for one in view.creatives] if view.team else []
    return paragraphs(
        lines(
            safe(company),
            safe(_hub(view, tr)),
            safe(tr("Team: {names}", names=tr.list(others))) if others else None,
        ),
        safe(shortened(problem, PROBLEM_LENGTH)),
        small(note) if note else None,
        safe(why) if why else None,
        _words(view, tr("Your pitch:"), tr),
    )


def _to_others(view: IntroductionSeen, tr: Translator) -> str:
    """Tell company or facilitator what was written, and what speaks for those who wrote it."""
    staff = view.holder is Holder.FACILITATOR
    n = len(view.creatives)
    return paragraphs(
        lines(
            safe(tr("Company: {company}", company=view.challenge.company)) if staff else None,
            safe(_hub(view, tr)) if staff else None,
            safe(tr("Team: {names}", names=view.team)) if staff and view.team else None,
            safe(tr.plural("A team of {n} person.", "A team of {n} people.", n))
            if view.team and not staff
            else None,
        ),
        _words(view, tr("What they wrote:"), tr),
        *(_creative(one, tr) for one in view.creatives),
    )


def _creative(one: CreativeSeen, tr: Translator) -> str:
    """Say of a creative what the reader may know: facts, and a name to staff only."""
    shown = one.shown
    why = shortlist.reasons(one.reasons, tr)
    return lines(
        bold(one.name) if one.name else None,
        safe(tr("Skills: {skills}", skills=few(shown.skills, tr))) if shown.skills else None,
        safe(tr("Languages: {languages}", languages=tr.list(shown.languages)))
        if shown.languages
        else None,
        safe(tr("Lives in: {place}", place=shown.place)) if shown.place else None,
        safe(why) if why else None,
    )


def _words(view: IntroductionSeen, head: str, tr: Translator) -> str | None:
    if not view.pitch:
        return None
    note = browse.shown_in(view.pitch_language, tr)
    return lines(
        bold(head),
        safe(shortened(view.pitch, PITCH_LENGTH)),
        small(note) if note else None,
        link(view.link, view.link) if view.link else None,
    )


def _standing(view: IntroductionSeen, tr: Translator) -> str:
    """Say what the reader said, and to staff how many have turned their key."""
    keys = view.introduction.keys
    turned = sum(key.answer is KeyAnswer.YES for key in keys)
    count = (
        tr(
            "{turned} of {all} have said yes.",
            turned=tr.number(turned),
            all=tr.number(len(keys)),
        )
        if view.holder is Holder.FACILITATOR
        else ""
    )
    return " ".join(part for part in (own_answer(view.key, view.today, tr), count) if part)


def own_answer(key: Key | None, today: date, tr: Translator) -> str:
    """Say what the reader answered; empty if they owe an answer."""
    if key is not None and key.answer is KeyAnswer.YES:
        return tr("Your answer: yes. Until everybody has said yes, it can be changed.")
    if key is not None and key.answer is KeyAnswer.LATER and not key.is_due(today):
        return tr("I ask again on {day}.", day=tr.date(key.until_on or today))
    return ""


def _answers(view: IntroductionSeen, tr: Translator) -> Rows:
    key = view.key
    if key is None:
        return stacked(more(view, tr))
    said_yes = key.answer is KeyAnswer.YES
    return stacked(
        None if said_yes else button(tr(_YES[view.holder]), "intro", "yes", key.id),
        button(tr("Not now, but later"), "intro", "later", key.id),
        button(tr("No, quietly"), "intro", "no", key.id),
        more(view, tr),
    )


def more(view: IntroductionSeen, tr: Translator) -> Button:
    """Return the way on: to one's introductions, or for staff to the challenge."""
    if view.holder is Holder.FACILITATOR:
        return button(tr("See the challenge"), "desk", "open", view.challenge.id)
    return button(tr("My introductions"), "intro", "mine")


def made(view: IntroductionSeen, tr: Translator) -> Reply:
    """Bring the two sides together; staff hear that it is made, and no way to anybody."""
    title = title_of(view, tr)
    if view.holder is Holder.FACILITATOR:
        return Reply(
            lines(
                bold(tr("Introduced: {title}", title=title)),
                safe(
                    tr(
                        "Everybody said yes. The two sides know how to reach each other; nobody "
                        "else does."
                    )
                ),
            ),
            stacked(more(view, tr)),
        )
    return Reply(
        paragraphs(
            bold(tr("Everybody said yes: {title}", title=title)),
            contacts(view, tr),
            _words(view, tr("What they wrote:"), tr) if view.holder is Holder.COMPANY else None,
            small(
                tr(
                    "From here on, both sides write to each other directly. In 30 days I ask what "
                    "became of it."
                )
            ),
        ),
        stacked(
            button(tr("Show the files"), "file", "show", f"p.{view.introduction.pitch_id}")
            if view.files and view.holder is Holder.COMPANY
            else None,
            more(view, tr),
        ),
    )


def contacts(view: IntroductionSeen, tr: Translator) -> str:
    """Say how to reach the other side. It is empty unless the introduction is made."""
    if not view.contacts:
        return safe(tr("The other side has erased their data."))
    return paragraphs(*(_contact(one, tr) for one in view.contacts))


def _contact(one: Contact, tr: Translator) -> str:
    to = f"tg://user?id={one.telegram_id}"
    return lines(
        bold(one.company) if one.company else None,
        safe(tr("Contact person: {contact}", contact=one.contact)) if one.contact else None,
        safe(tr("E-mail or telephone: {reach}", reach=one.reach)) if one.reach else None,
        safe(tr("In Telegram (tap to write):")) + " " + link(to, one.name),
        profile_screen.facts(one.shown, tr, most=MOST_LISTED) if one.shown else None,
    )


def _ended(view: IntroductionSeen, tr: Translator, *, titled: bool = True) -> Reply:
    why = view.introduction.ended_by
    staff = view.holder is Holder.FACILITATOR
    head = (
        tr("No introduction this time: {title}", title=title_of(view, tr))
        if titled
        else tr("No introduction this time.")
    )
    rows = {
        Holder.COMPANY: button(tr("My challenges"), "challenge", "list"),
        Holder.CREATIVE: button(tr("What fits me"), "match", "list"),
        Holder.FACILITATOR: button(tr("Pitches"), "pitch", "list", view.challenge.id),
    }
    return Reply(
        lines(
            bold(head),
            safe(tr("This time it does not come about.")),
            safe(tr(_ENDED[why])) if why and (staff or why is EndedBy.CLOSED) else None,
            safe(tr(_NEXT[view.holder]))
            if view.holder is Holder.CREATIVE or view.challenge.state is ChallengeState.PUBLISHED
            else None,
        ),
        stacked(rows[view.holder] if titled or not staff else None),
    )


def ended_notice(view: IntroductionSeen, tr: Translator, *, titled: bool = True) -> Reply:
    """Tell somebody that it does not come about, and what they can do; never who said no."""
    shown = _ended(view, tr, titled=titled)
    return Reply(paragraphs(shown.html, _why_you(view, tr)), shown.rows)


def title_of(view: IntroductionSeen, tr: Translator) -> str:
    """Return what the challenge is called for the reader."""
    if view.holder is Holder.COMPANY:
        return view.challenge.title
    if view.holder is Holder.FACILITATOR:
        return view.challenge.title_en or view.challenge.title
    return view.challenge.words_for(tr.language)[1]


def _hub(view: IntroductionSeen, tr: Translator) -> str:
    hub = view.hub.named(tr.language) if view.hub else tr("the network desk")
    return tr("Hub: {hub}", hub=hub)


def _why_you(view: IntroductionSeen, tr: Translator) -> str:
    if view.holder is Holder.FACILITATOR:
        hub = view.hub.named(tr.language) if view.hub else tr("the network desk")
        return small(tr("You get this because you are staff: {hub}", hub=hub))
    return small(tr(_WHY_YOU[view.holder]))
