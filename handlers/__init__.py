"""Handlers translate: parse, call one service, render one reply."""

from aiogram import Router


def routers() -> list[Router]:
    """Return fresh routers: greeting, commands, staff, forms, taps, questions, the rest.

    A router belongs to one dispatcher, so each call makes new ones.
    """
    from handlers import (
        ask,
        browse,
        calendars,
        challenges,
        errors,
        fallback,
        forms,
        inline,
        inquiries,
        language,
        matches,
        privacy,
        profile,
        start,
    )
    from handlers.staff import broadcast, desk
    from handlers.staff import inquiries as gaps

    return [
        module.make_router()
        for module in (
            errors,
            start,
            language,
            browse,
            calendars,
            inline,
            profile,
            matches,
            challenges,
            privacy,
            desk,
            gaps,
            broadcast,
            inquiries,
            forms,
            ask,
            fallback,
        )
    ]
