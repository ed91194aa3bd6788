"""Handlers translate: parse, call one service, render one reply."""

from aiogram import Router


def routers() -> list[Router]:
    """Return fresh routers: greeting, commands, staff, forms, taps, questions, the rest.

    A router belongs to one dispatcher, so each call makes new ones.
    """
    from handlers import (
        alerts,
        ask,
        browse,
        calendars,
        challenges,
        corrections,
        eligibility,
        errors,
        fallback,
        files,
        forms,
        inline,
        inquiries,
        introductions,
        invitations,
        language,
        matches,
        pitches,
        privacy,
        profile,
        start,
        teams,
    )
    from handlers.staff import broadcast, content, desk, feeds, freshness, posts, review, shortlist
    from handlers.staff import corrections as decisions
    from handlers.staff import inquiries as gaps

    return [
        module.make_router()
        for module in (
            errors,
            start,
            language,
            browse,
            calendars,
            corrections,
            inline,
            profile,
            matches,
            pitches,
            teams,
            invitations,
            introductions,
            eligibility,
            alerts,
            challenges,
            privacy,
            desk,
            review,
            shortlist,
            decisions,
            freshness,
            gaps,
            broadcast,
            content,
            posts,
            feeds,
            inquiries,
            files,
            forms,
            ask,
            fallback,
        )
    ]
