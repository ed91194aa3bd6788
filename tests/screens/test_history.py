"""The history of an entry names who did what, also where nobody of the staff did it."""

from bot.domain.entry_views import Event
from bot.gallery.editing import view
from bot.gallery.figures import Figures
from bot.screens import editing

from .sending import plain


def test_what_a_feed_did_is_not_said_of_somebody_who_left(knowledge, languages, now):
    tr = languages["en"]
    events = (
        Event(now, None, "feed_changed"),
        Event(now, None, "feed_new"),
        Event(now, "Maja", "accept_correction"),
        Event(now, None, "edit_entry"),
    )
    (text,) = plain(editing.history((view(Figures(knowledge, languages, now), tr), events), tr))

    assert "a feed: Changed" in text
    assert "a feed: Brought in" in text
    assert "Maja: Corrected as a reader proposed" in text
    assert "somebody who has left: Changed" in text
