"""Every rule in plain words: why somebody may not take part, what to ask, and what would help."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.domain.eligibility import ADULT, Code
from bot.domain.geography import kilometres
from bot.domain.offers import MayI
from bot.domain.opportunities import Team
from bot.domain.profiling import ASKED_FOR
from bot.i18n import Translator
from bot.screens.matches import KINDS
from bot.screens.parts import few

Say = Callable[[MayI, Translator], str]


def said(code: Code, result: MayI, tr: Translator) -> str:
    """Say one rule, with what the call asks and what the profile says."""
    return _SAID[code](result, tr)


def change(code: Code, result: MayI, tr: Translator) -> str:
    """Say the smallest change that would help; nothing where a question or a button says it."""
    return _HELPS[code](result, tr) if code in _HELPS else ""


def tells(code: Code, result: MayI) -> bool:
    """Say whether the person can change it with an answer."""
    if code is Code.ASK_COUNTRY and result.profile and result.profile.country:
        return False  # it is the source that does not say it, not the person
    return question_of(code) in ASKED_FOR


def question_of(code: Code) -> Code:
    """Return the question whose answer a rule is about."""
    return {Code.TYPE: Code.ASK_TYPE, Code.CONSENT: Code.ASK_CONSENT}.get(code, code)


def rules_of(result: MayI, tr: Translator) -> list[str]:
    """Return all that the call says of who may take part."""
    it, rules = result.opportunity, result.rules
    listed = []
    if rules.types:
        listed.append(tr("As: {types}.", types=_kinds(result)))
    if rules.everywhere:
        listed.append(tr("From any country."))
    if rules.countries:
        listed.append(tr("From: {countries}.", countries=_countries(result, tr)))
    if rules.regions:
        listed.append(tr("From these regions: {regions}.", regions=few(rules.regions, tr)))
    if rules.languages:
        listed.append(
            tr("In one of these languages: {languages}.", languages=tr.list(rules.languages))
        )
    if it.min_age is not None or it.max_age is not None:
        listed.append(_ages(result, tr))
    if it.min_experience_years:
        listed.append(_years(result, tr))
    if it.team is Team.SOLO:
        listed.append(tr("One person alone."))
    elif it.team is Team.TEAM:
        listed.append(tr("As a team."))
    if place := _place(result, tr):
        listed.append(tr("On site: {place}.", place=place))
    return listed


def _kinds(result: MayI) -> str:
    """Return kinds of applicants; their labels have commas and an "or" of their own."""
    return "; ".join(result.rules.types)


def _countries(result: MayI, tr: Translator) -> str:
    """Return countries; where not all of them are named, the reader's own is."""
    mine = result.mine.get("country")
    return few(sorted(result.rules.countries, key=lambda one: one != mine), tr)


def _mine(key: str, result: MayI, tr: Translator) -> str:
    return result.mine.get(key) or tr("nothing")


def _country(result: MayI, tr: Translator) -> str:
    return tr(
        "It is for people in: {countries}. Your profile says: {mine}.",
        countries=_countries(result, tr),
        mine=_mine("country", result, tr),
    )


def _region(result: MayI, tr: Translator) -> str:
    return tr(
        "It is for people in: {countries}. Your profile says: {mine}.",
        countries=few(result.rules.regions, tr),
        mine=_mine("region", result, tr),
    )


def _language(result: MayI, tr: Translator) -> str:
    asked = tr.list(result.rules.languages)
    if "languages" not in result.mine:
        return tr("It is in: {languages}. Your profile names no language yet.", languages=asked)
    return tr(
        "It is in: {languages}. You work in: {mine}.",
        languages=asked,
        mine=result.mine["languages"],
    )


def _type(result: MayI, tr: Translator) -> str:
    mine = _mine("type", result, tr)
    if not result.rules.types:
        return tr("One person alone applies. Your profile says: {mine}.", mine=mine)
    return tr(
        "It is for: {types}. Your profile says: {mine}.",
        types=_kinds(result),
        mine=mine,
    )


def _ages(result: MayI, tr: Translator) -> str:
    least, most = result.opportunity.min_age, result.opportunity.max_age
    if least is not None and most is not None:
        return tr(
            "Age: from {least} to {most} years.", least=tr.number(least), most=tr.number(most)
        )
    if most is not None:
        return tr("Age: up to {most} years.", most=tr.number(most))
    return tr("Age: {least} years or more.", least=tr.number(least or 0))


def _age_asked(result: MayI, tr: Translator) -> str:
    """Say what age counts; where the call states none, that it is a rule of this network."""
    it = result.opportunity
    if it.min_age is None and (it.max_age is None or _is_too_young(result)):
        return tr(
            "It states no least age. Where none is stated, I offer things from {least} years on.",
            least=tr.number(ADULT),
        )
    return _ages(result, tr)


def _is_too_young(result: MayI) -> bool:
    born, least = result.profile and result.profile.birth_year, result.opportunity.min_age
    return bool(born) and result.today.year - (born or 0) < (ADULT if least is None else least)


def _years(result: MayI, tr: Translator) -> str:
    return tr.plural(
        "It asks for {n} year of experience.",
        "It asks for {n} years of experience.",
        result.opportunity.min_experience_years or 0,
    )


def _kind(result: MayI, tr: Translator) -> str:
    kind = tr(KINDS[result.opportunity.kind])
    return tr("It is none of what you look for. It is: {kind}.", kind=kind)


def _team(result: MayI, tr: Translator) -> str:
    if result.opportunity.team is Team.SOLO:
        return tr("It is for one person alone, and you work in teams.")
    return tr("It is for a team, and you work alone.")


def _travel(result: MayI, tr: Translator) -> str:
    profile, there = result.profile, result.opportunity.point
    if profile is None or not isinstance(profile.travel, int) or not profile.point or not there:
        return tr("It takes place on site, and you take part from home only.")
    return tr(
        "It is about {km} km from you, and you travel up to {most} km.",
        km=tr.number(round(kilometres(profile.point, there))),
        most=tr.number(profile.travel),
    )


def _away(result: MayI, tr: Translator) -> str:
    starts = result.opportunity.starts_on
    if starts is None:
        return tr("It takes place while you are away.")
    return tr("It begins on {day}, while you are away.", day=tr.date(starts))


def _opens(result: MayI, tr: Translator) -> str:
    day = result.opportunity.opens_on
    return tr("Opens on {day}.", day=tr.date(day)) if day else tr("It is not open yet.")


def _closed(result: MayI, tr: Translator) -> str:
    day = result.opportunity.deadline_on
    if day is None:
        return tr("It is closed.")
    return tr("The deadline was {deadline}: it is over.", deadline=tr.date(day))


def _ask_country(result: MayI, tr: Translator) -> str:
    if "country" in result.mine:
        return tr(
            "Its list of countries may be incomplete, and yours is not on it: {mine}. Ask whether "
            "you may take part.",
            mine=result.mine["country"],
        )
    there = _countries(result, tr) if result.rules.countries else few(result.rules.regions, tr)
    return tr("Where do you live? It is for people in: {countries}.", countries=there)


def _ask_type(result: MayI, tr: Translator) -> str:
    return tr("As what would you take part? It is for: {types}.", types=_kinds(result))


def _place(result: MayI, tr: Translator) -> str:
    return result.opportunity.city or ""


def _ask_travel(result: MayI, tr: Translator) -> str:
    if place := _place(result, tr):
        return tr("How far do you travel? It takes place on site: {place}.", place=place)
    return tr("How far do you travel? It takes place on site.")


def _ask_place(result: MayI, tr: Translator) -> str:
    if place := _place(result, tr):
        return tr("In which town do you live? It takes place on site: {place}.", place=place)
    return tr("In which town do you live? It takes place on site.")


_SAID: Final[Mapping[Code, Say]] = {
    Code.NOT_OPEN: _opens,
    Code.CLOSED: _closed,
    Code.FULL: lambda _, tr: tr("All places are taken."),
    Code.COUNTRY: _country,
    Code.REGION: _region,
    Code.LANGUAGE: _language,
    Code.TYPE: _type,
    Code.AGE: _age_asked,
    Code.CONSENT: lambda _, tr: tr("You are not 18 yet, and no parent or guardian has agreed."),
    Code.EXPERIENCE: _years,
    Code.APPLIED: lambda _, tr: tr("You have said yes to it already."),
    Code.HIDDEN: lambda _, tr: tr("You have hidden it."),
    Code.KIND: _kind,
    Code.TEAM: _team,
    Code.TRAVEL: _travel,
    Code.AWAY: _away,
    Code.ASK_COUNTRY: _ask_country,
    Code.ASK_REGION: lambda it, tr: tr(
        "In which region do you live? It is for people in: {regions}.",
        regions=few(it.rules.regions, tr),
    ),
    Code.ASK_TYPE: _ask_type,
    Code.ASK_AGE: lambda it, tr: tr("In which year were you born?") + " " + _age_asked(it, tr),
    Code.ASK_CONSENT: lambda _, tr: tr(
        "You are not 18 yet. Does a parent or guardian agree that you take part?"
    ),
    Code.ASK_EXPERIENCE: lambda it, tr: (
        tr("For how many years have you done this work?") + " " + _years(it, tr)
    ),
    Code.ASK_TRAVEL: _ask_travel,
    Code.ASK_PLACE: _ask_place,
}


def _later_round(result: MayI, tr: Translator) -> str:
    if result.offer.card:
        return tr("a later round. Save it, and I tell you when it opens again.")
    return tr("another challenge. /matches shows what is open.")


def _names_partners(result: MayI) -> bool:
    """Say whether the call itself speaks of partners: then one surely applies with them."""
    card = result.offer.card
    return card is not None and card.entry.partners is not None


def _elsewhere(result: MayI, tr: Translator) -> str:
    if result.partners and not _names_partners(result):
        return tr("perhaps a partner from there. Ask first: it says nothing of partners.")
    if result.partners:
        return tr("a partner from there, who applies with you.")
    return tr("another call. If you have moved, change your profile.")


def _other_type(result: MayI, tr: Translator) -> str:
    if result.partners and not _names_partners(result):
        return tr("perhaps a partner of that kind. Ask first: it says nothing of partners.")
    if result.partners:
        return tr("a partner of that kind, who applies with you in the team.")
    return tr("taking part as one of these, if you are one, too. Your profile can say so.")


def _age(result: MayI, tr: Translator) -> str:
    least = result.opportunity.min_age
    least = ADULT if least is None else least
    born = result.profile.birth_year if result.profile else None
    if born is not None and _is_too_young(result):
        year = str(born + least)
        if result.opportunity.min_age is None:
            return tr("asking there whether you may come. I offer it from: {year}.", year=year)
        return tr("waiting. It is for you from this year on: {year}.", year=year)
    return tr("another call. Many have no age limit.")


def _more_years(result: MayI, tr: Translator) -> str:
    return tr("more experience, or somebody who has it and leads the work with you.")


_HELPS: Final[Mapping[Code, Say]] = {
    Code.NOT_OPEN: lambda _, tr: tr("waiting. Save it, and I tell you when it opens."),
    Code.CLOSED: _later_round,
    Code.FULL: _later_round,
    Code.COUNTRY: _elsewhere,
    Code.REGION: _elsewhere,
    Code.LANGUAGE: lambda _, tr: tr("one of these languages, if you can work in it (from B1 on)."),
    Code.TYPE: _other_type,
    Code.AGE: _age,
    Code.CONSENT: lambda _, tr: tr("their consent. Your profile can say so."),
    Code.EXPERIENCE: _more_years,
    Code.KIND: lambda _, tr: tr("adding it to what you look for."),
    Code.TEAM: lambda _, tr: tr(
        "“{choice}” in your profile, if that is true for you.", choice=tr("Both are fine")
    ),
    Code.TRAVEL: lambda _, tr: tr("a longer way, if you would go it for this."),
    Code.AWAY: lambda _, tr: tr("other days, if you are free after all."),
}
