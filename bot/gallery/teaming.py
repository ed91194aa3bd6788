"""Samples of teams: their card, joining, looking for somebody."""

from collections.abc import Iterator
from typing import Any

from bot.domain.matching import Because
from bot.domain.pitches import MOST_MEMBERS, AskAnswer, PitchState, TeamAsk
from bot.domain.taking_part import (
    Joining,
    Left,
    Needs,
    NoTeamYet,
    NotJoined,
    SeekingTeam,
    SeekingTeams,
    TeamAsked,
    TeamCard,
    Teammate,
    Teammates,
)
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.pitching import NAME, challenge, pitch, team
from bot.gallery.sampling import CREATIVES, Sample, sampled
from bot.i18n import Translator
from bot.screens import creative_teams, team_notices, teammates

SIGNATURE = "0f" * 12


def samples(f: Figures) -> Iterator[Sample]:
    """Return teams in every state."""
    yield from _teams(f)
    yield from _joins(f)
    yield from _mates(f)


def card(f: Figures, **facts: Any) -> TeamCard:
    """Return a team as who looks after it sees it."""
    members = team(facts.pop("members", 3))
    given: dict[str, Any] = {
        "challenge": challenge(f),
        "hub": f.hub,
        "team": members,
        "me": members.member_ids[0],
        "names": {id_: f"{NAME} {n}" for n, id_ in enumerate(members.member_ids)},
        "payload": f"team-{LONG_ID}-{SIGNATURE}",
        "asks": (
            TeamAsk(1, LONG_ID, 1, None, f.now),
            TeamAsk(2, LONG_ID, 2, None, f.now, f.now, AskAnswer.YES),
        ),
    }
    return TeamCard(**{**given, **facts})


def _teams(f: Figures) -> Iterator[Sample]:
    it = challenge(f)
    yield sampled(creative_teams.none_yet, "", CREATIVES, NoTeamYet(it))
    for why in NotJoined:
        yield sampled(creative_teams.none_yet, why, CREATIVES, NoTeamYet(it, barred=why))
    yield sampled(creative_teams.which_to_keep, "", CREATIVES, NoTeamYet(it, pitch(f)))
    states = {
        "": card(f),
        "full": card(f, members=MOST_MEMBERS, pitch=pitch(f)),
        "alone": card(f, members=1, asks=()),
        "over": card(f, is_open=False),
        "member": card(f, me=LONG_ID),
        "chosen": card(f, pitch=pitch(f, PitchState.CHOSEN)),
        "not chosen": card(f, pitch=pitch(f, PitchState.DECLINED)),
    }
    for state, shown in states.items():
        yield sampled(creative_teams.card, state, CREATIVES, shown, "demo_bot")
    yield sampled(creative_teams.made, "", CREATIVES, card(f))
    yield sampled(creative_teams.joined, "", CREATIVES, card(f), "demo_bot")
    for members in (1, 3):
        state = f"of {members}"
        yield sampled(creative_teams.really_leave, state, CREATIVES, card(f, members=members))
    for is_last in (False, True):
        state = "the last one" if is_last else ""
        yield sampled(creative_teams.left, state, CREATIVES, Left(it, team(), is_last))
    yield sampled(creative_teams.whom, "", CREATIVES, card(f, members=MOST_MEMBERS))
    yield sampled(creative_teams.really_remove, "", CREATIVES, card(f), LONG_ID)


def joining(f: Figures, **facts: Any) -> Joining:
    """Return a team that somebody is invited into by a link."""
    names = tuple(f"{NAME} {n}" for n in range(3))
    given: dict[str, Any] = {"signature": SIGNATURE, **facts}
    return Joining(challenge(f), f.hub, team(), names, **given)


def _joins(f: Figures) -> Iterator[Sample]:
    ask = TeamAsk(LONG_ID, LONG_ID, 1, f.skills[0], f.now)
    states = {
        "": joining(f),
        "asked": joining(f, ask=ask, skill="Demo & skill"),
        "a pitch of their own": joining(f, own=pitch(f)),
        "without a profile": joining(f, needs_profile=True),
        "asked, without a profile": joining(f, needs_profile=True, ask=ask),
        "in it": joining(f, is_member=True),
        "other terms": joining(f, changed=True),
        **{f"not: {why}": joining(f, barred=why) for why in NotJoined},
    }
    for state, shown in states.items():
        yield sampled(creative_teams.join, state, CREATIVES, shown)
    yield sampled(creative_teams.link_worthless, "", CREATIVES)
    yield sampled(creative_teams.no_said, "", CREATIVES, LONG_ID)
    for how in ("joined", "left", "removed"):
        yield sampled(
            team_notices.member_changed, how, CREATIVES, challenge(f), team(), f.person, how
        )
    yield sampled(team_notices.taken_out, "", CREATIVES, challenge(f), team())
    names = tuple(f"{NAME} {n}" for n in range(MOST_MEMBERS))
    yield sampled(
        *(team_notices.asked_to_join, "", CREATIVES, challenge(f), f.hub, ask, names),
        *(NAME, "Demo & skill"),
    )
    yield sampled(
        *(team_notices.somebody_for_you, "", CREATIVES, challenge(f), team(), LONG_ID, 0),
        *(("Demo & skill", "Demo"), f.profile),
    )


def _mates(f: Figures) -> Iterator[Sample]:
    skills = tuple((n, f"Demo & skill {n}", n > 2) for n in range(6))
    yield sampled(teammates.needs, "", CREATIVES, Needs(card(f), skills))
    yield sampled(teammates.needs, "none", CREATIVES, Needs(card(f), ()))

    def somebody(tr: Translator, number: int) -> Teammate:
        shown = f.profile(tr)
        return Teammate(
            person_id=LONG_ID - number,
            place=shown.place or "Kranj",
            languages=shown.languages,
            covers=shown.skills,
            ask_about=shown.skills,
            reasons=f.offer(tr, Because.SKILL, Because.LANGUAGE).reasons,
            gaps=shown.skills if number else (),
            lost=shown.skills if number == 1 else (),
            gained=shown.skills if number == 1 else (),
        )

    def found(tr: Translator, count: int, **facts: Any) -> Teammates:
        people = tuple(somebody(tr, n) for n in range(count))
        return Teammates(card(f), 0, "Demo & skill", people, **facts)

    for n in (0, 1, 3):
        yield sampled(teammates.people, n, CREATIVES, lambda tr, n=n: found(tr, n))
    yield sampled(teammates.people, "enough asked", CREATIVES, lambda tr: found(tr, 0, full=True))
    for state, shown in {
        "": TeamAsked(card(f), asked=True),
        "before": TeamAsked(card(f), asked=True, before=True),
        "not any more": TeamAsked(card(f), asked=False),
    }.items():
        yield sampled(teammates.asked, state, CREATIVES, shown)
    seeks = SeekingTeam(team(), ("Demo & skill", "Demo"))
    for count in (0, 1, 9):
        yield sampled(
            teammates.seeking, count, CREATIVES, SeekingTeams(challenge(f), (seeks,) * count)
        )
    yield sampled(teammates.offered, "", CREATIVES, SeekingTeams(challenge(f), (seeks,)))
