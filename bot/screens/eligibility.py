"""Whether one may take part: yes, one question first, or no, and the rule that decides."""

from dataclasses import replace

from bot.domain.eligibility import Code, EligibilityStatus
from bot.domain.entries import Partners, State, Status
from bot.domain.offers import MayI
from bot.domain.opportunities import OpportunityKind
from bot.domain.replies import Button, Reply
from bot.i18n import Translator
from bot.screens.browse import way_back
from bot.screens.matches import title_of
from bot.screens.parts import (
    bold,
    button,
    few,
    lines,
    marked_button,
    paragraphs,
    safe,
    small,
    stacked,
)
from bot.screens.rules import change, rules_of, said, tells


def answer(result: MayI, tr: Translator) -> Reply:
    """Say whether somebody may take part: what decides first, and what would help."""
    if result.own:
        return _reply(result, tr, safe(tr("This is your own challenge.")))
    if result.over:
        return _reply(result, tr, _over(result, tr))
    if result.eligibility is None:
        return _without_profile(result, tr)
    match result.status:
        case EligibilityStatus.ELIGIBLE:
            return _reply(result, tr, _yes(result, tr))
        case EligibilityStatus.NEEDS_INFO:
            return _question(result, tr)
        case _:
            return _no(result, tr)


def everything(result: MayI, tr: Translator) -> Reply:
    """Show all that decides, and all that the call says of who may take part."""
    codes = "" if result.over else lines(*(f"• {safe(said(c, result, tr))}" for c in result.codes))
    return Reply(
        paragraphs(
            bold(title_of(result.offer, tr)),
            codes or None,
            _call_says(result, tr),
        ),
        stacked(marked_button(tr("Back"), "fit", "ask", result.offer.subject, result.origin)),
    )


def partner_search(
    result: MayI, skills: tuple[str, ...], sectors: tuple[str, ...], tr: Translator
) -> str:
    """Return the question that a hub reads of somebody who looks for partners; plain text."""
    mine = result.mine
    said_ = [tr("I am looking for partners for: {title}", title=title_of(result.offer, tr))]
    if skills:
        said_.append(tr("What I do: {skills}.", skills=few(skills, tr)))
    if sectors:
        said_.append(tr("My field: {sectors}.", sectors=few(sectors, tr)))
    if "type" in mine:
        said_.append(tr("I work as: {type}.", type=mine["type"]))
    if "country" in mine:
        said_.append(tr("I live in: {country}.", country=mine["country"]))
    if "languages" in mine:
        said_.append(tr("My languages: {languages}.", languages=mine["languages"]))
    return "\n".join(said_)


def _yes(result: MayI, tr: Translator) -> str:
    if result.rules.are_unknown(result.opportunity):
        return lines(
            bold(tr("Nothing that I know speaks against it.")),
            safe(
                tr("The source does not say who may take part. Ask before you put work into it.")
            ),
            _unchecked(result, tr),
        )
    rules, silent = result.rules, []
    is_call = result.opportunity.kind in {OpportunityKind.FUNDING, OpportunityKind.TRAINING}
    if is_call and not rules.types:
        silent.append(tr("as what one takes part"))
    if is_call and not (rules.countries or rules.regions or rules.everywhere):
        silent.append(tr("from which countries"))
    return lines(
        bold(tr("Yes, as far as its rules are known.")),
        _together(result, tr),
        small(tr("The source does not say: {what}.", what=tr.list(silent))) if silent else None,
        _unchecked(result, tr),
    )


def _together(result: MayI, tr: Translator) -> str | None:
    card = result.offer.card
    if card is None or card.entry.partners is None:
        return None
    return safe(together(card.entry.partners, tr))


def together(partners: Partners, tr: Translator) -> str:
    """Say how many have to apply together."""
    if partners.organisations and partners.countries:
        return tr(
            "It takes at least this many organisations: {n}, from this many countries: {m}.",
            n=tr.number(partners.organisations),
            m=tr.number(partners.countries),
        )
    if partners.organisations:
        n = tr.number(partners.organisations)
        return tr("It takes at least this many organisations together: {n}.", n=n)
    if partners.countries:
        m = tr.number(partners.countries)
        return tr("It takes partners from at least this many countries: {m}.", m=m)
    return tr("One applies together with partners.")


def _unchecked(result: MayI, tr: Translator) -> str | None:
    card = result.offer.card
    if card is None or card.entry.state_on(card.now) is not State.UNCHECKED:
        return None
    return small(tr("It has existed. Whether it still does, nobody has checked."))


def _question(result: MayI, tr: Translator) -> Reply:
    first = result.codes[0]
    can_be_told = tells(first, result)
    return _reply(
        result,
        tr,
        lines(
            bold(tr("One question first.")) if can_be_told else bold(tr("Perhaps.")),
            safe(said(first, result, tr)),
        ),
        _tell(first, result, tr) if can_be_told else None,
    )


def _no(result: MayI, tr: Translator) -> Reply:
    first = result.codes[0]
    helps = change(first, result, tr)
    return _reply(
        result,
        tr,
        lines(
            bold(_verdict(result, tr)),
            safe(said(first, result, tr)),
            safe(tr("What would help: {change}", change=helps)) if helps else None,
        ),
        _tell(first, result, tr),
    )


def _verdict(result: MayI, tr: Translator) -> str:
    if result.codes == (Code.NOT_OPEN,):
        return tr("Not yet.")
    is_mine = all(code.is_setting for code in result.codes)
    return tr("Not with your settings.") if is_mine else tr("Not as it stands.")


def _tell(code: Code, result: MayI, tr: Translator) -> Button | None:
    """Return the button that does what would help."""
    subject = result.offer.subject
    if code is Code.HIDDEN:
        return button(tr("Show it again"), "match", "unhide", subject)
    if code is Code.APPLIED:
        return button(tr("What I said yes to"), "match", "mine")
    if code in {Code.NOT_OPEN, Code.FULL, Code.CLOSED} and result.offer.card:
        return button("🔔 " + tr("Save and remind me"), "saved", "save", subject)
    if code in {Code.COUNTRY, Code.REGION, Code.EXPERIENCE}:
        return button(tr("Change my profile"), "profile", "show")
    if not tells(code, result):
        return None
    label = tr("Answer it") if code.is_question else tr("Change my answer")
    return marked_button(label, "fit", "tell", subject, result.origin, f".{code}")


def _over(result: MayI, tr: Translator) -> str:
    card = result.offer.card
    if card is None:
        return lines(
            bold(tr("This challenge is closed.")), safe(tr("/matches shows what is open."))
        )
    if card.entry.status in {Status.ENDED, Status.CANCELLED}:
        return bold(tr("It is over: nobody can take part any more."))
    return lines(
        bold(tr("This round is over.")),
        safe(tr("Save it, and I tell you when it opens again.")),
    )


def _without_profile(result: MayI, tr: Translator) -> Reply:
    says = _call_says(result, tr)
    return Reply(
        paragraphs(
            bold(title_of(result.offer, tr)),
            says,
            safe(tr("With a short profile I can tell whether that is you.")),
        ),
        stacked(button(tr("Make my profile"), "profile", "edit"), _back(result, tr)),
    )


def _call_says(result: MayI, tr: Translator) -> str:
    listed = rules_of(result, tr)
    if not listed:
        return safe(tr("The source does not say who may take part."))
    return lines(
        safe(tr("Who may take part, as far as the source says:")),
        *(f"• {safe(rule)}" for rule in listed),
    )


def _reply(result: MayI, tr: Translator, html: str, first: Button | None = None) -> Reply:
    """Return a verdict with the ways on: what helps, everything else, partners, back."""
    subject, more = result.offer.subject, len(result.codes) - 1
    can_be_saved = result.over and result.offer.card and _comes_back(result)
    others = tr.plural("{n} more point", "{n} more points", more)
    return Reply(
        paragraphs(bold(title_of(result.offer, tr)), html),
        stacked(
            first,
            button("🔔 " + tr("Save and remind me"), "saved", "save", subject)
            if can_be_saved
            else None,
            button(tr("Look for partners"), "fit", "mates", subject) if result.partners else None,
            None
            if result.own
            else marked_button(
                others if more > 0 and not result.over else tr("All its rules"),
                "fit",
                "all",
                subject,
                result.origin,
            ),
            _back(result, tr),
        ),
    )


def _comes_back(result: MayI) -> bool:
    card = result.offer.card
    return card is not None and card.entry.status not in {Status.ENDED, Status.CANCELLED}


def _back(result: MayI, tr: Translator) -> Button:
    subject = result.offer.subject
    if result.offer.challenge:
        is_open = not result.over and not result.own
        return (
            button(tr("Back"), "match", "open", subject)
            if is_open
            else button(tr("What fits me"), "match", "list")
        )
    if result.offer.card is None:
        return button(tr("Back"), "entry", "open", subject)
    return way_back(replace(result.offer.card, origin=result.origin), tr)
