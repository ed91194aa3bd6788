"""Use cases: services decide. One module per subject; `Services` holds them for the handlers."""

from dataclasses import dataclass

from bot.i18n import Languages
from bot.services.alerting import Alerting
from bot.services.alerts import Alerts
from bot.services.asking import Asking
from bot.services.attachments import Attachments
from bot.services.broadcasts import Broadcasts
from bot.services.browsing import Browsing
from bot.services.calendars import Calendars
from bot.services.challenges import Challenges
from bot.services.confirming import Confirming
from bot.services.content_changes import ContentChanges
from bot.services.corrections import Corrections
from bot.services.creative_teams import CreativeTeams
from bot.services.drafting import Drafting
from bot.services.editing import Editing
from bot.services.eligibility import Eligible
from bot.services.endings import Endings
from bot.services.feed_fetching import FeedFetching
from bot.services.feeds import Feeds
from bot.services.follow_ups import FollowUps
from bot.services.forms import Forms
from bot.services.freshness import Freshness
from bot.services.gaps import Gaps
from bot.services.inline import Inline
from bot.services.inquiries import Inquiries
from bot.services.interests import Interests
from bot.services.introductions import Introductions
from bot.services.invitations import Invitations
from bot.services.match_news import MatchNews
from bot.services.matches import MatchMaking
from bot.services.opportunities import Opportunities
from bot.services.people import People
from bot.services.pitch_decisions import PitchDecisions
from bot.services.pitches import Pitches
from bot.services.profiles import Profiles
from bot.services.reminders import Reminders
from bot.services.replays import Replays
from bot.services.review_reminders import ReviewReminders
from bot.services.reviews import Reviews
from bot.services.roster import Roster
from bot.services.searches import Searches
from bot.services.shortlists import Shortlists
from bot.services.team_plans import TeamPlans
from bot.services.teammates import Teammates
from bot.services.terms_changes import TermsChanges


@dataclass(frozen=True, slots=True)
class Services:
    """All use cases, made once at start (`bot/app/services.py`)."""

    languages: Languages
    people: People
    asking: Asking
    browsing: Browsing
    forms: Forms
    profiles: Profiles
    matches: MatchMaking
    interests: Interests
    eligible: Eligible
    opportunities: Opportunities
    challenges: Challenges
    attachments: Attachments
    reviews: Reviews
    review_reminders: ReviewReminders
    terms_changes: TermsChanges
    broadcasts: Broadcasts
    inquiries: Inquiries
    gaps: Gaps
    content_changes: ContentChanges
    drafting: Drafting
    editing: Editing
    corrections: Corrections
    freshness: Freshness
    feeds: Feeds
    feed_fetching: FeedFetching
    alerts: Alerts
    alerting: Alerting
    reminders: Reminders
    confirming: Confirming
    searches: Searches
    roster: Roster
    shortlists: Shortlists
    team_plans: TeamPlans
    replays: Replays
    invitations: Invitations
    endings: Endings
    pitches: Pitches
    pitch_decisions: PitchDecisions
    creative_teams: CreativeTeams
    teammates: Teammates
    introductions: Introductions
    follow_ups: FollowUps
    match_news: MatchNews
    calendars: Calendars
    inline: Inline


__all__ = ["Services"]
