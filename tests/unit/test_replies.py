"""Replies and actions cross processes and months: what was packed is what is read."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.attachments import FileKind, SentFile
from bot.domain.replies import CALLBACK_BYTES, CAPTION_LENGTH, Action, Button, File, Reply

PATIENT = settings(deadline=None)
NAMES = st.from_regex(r"[A-Za-z0-9_.\-]{1,12}", fullmatch=True)
IDS = st.text(max_size=30)
ACTIONS = st.builds(Action, NAMES, NAMES, IDS).filter(
    lambda a: len(f"{a.kind}:{a.verb}:{a.id}".encode()) <= CALLBACK_BYTES
)
TEXTS = st.text(max_size=30)
BUTTONS = st.builds(Button, TEXTS, action=ACTIONS) | st.builds(Button, TEXTS, url=TEXTS)
ROWS = st.lists(st.lists(BUTTONS, max_size=3).map(tuple), max_size=3).map(tuple)
FILES = st.builds(
    SentFile,
    st.sampled_from(FileKind),
    NAMES,
    NAMES,
    TEXTS,
    st.none() | st.integers(0, 2**33),
)
SENT = {"sent": st.none() | FILES, "lost": TEXTS}
REPLIES = st.recursive(
    st.builds(Reply, TEXTS, ROWS, **SENT),
    lambda rest: st.builds(Reply, TEXTS, ROWS, rest, **SENT),
    max_leaves=4,
)
PLAN = SentFile(FileKind.DOCUMENT, "BQAC-1", "AgAD-1", "plan.pdf", 2048)


class TestAction:
    @PATIENT
    @given(ACTIONS)
    def test_what_is_packed_is_read(self, action):
        packed = action.pack()

        assert Action.parse(packed) == action
        assert 1 <= len(packed.encode()) <= CALLBACK_BYTES

    @PATIENT
    @given(st.text(max_size=100))
    def test_whatever_is_read_means_one_thing(self, forged):
        action = Action.parse(forged)

        if action is not None and len(forged.encode()) <= CALLBACK_BYTES:
            assert action.pack() == forged

    @pytest.mark.parametrize(
        "forged", ["", ":", "::", "a", "a:b", ":b:c", "a::c", "a b:c:d", "ž:b:c", "a:b\n:c"]
    )
    def test_what_is_not_ours_is_nothing(self, forged):
        assert Action.parse(forged) is None

    def test_an_id_may_have_colons(self):
        assert Action.parse("call:save:a:b:") == Action("call", "save", "a:b:")

    def test_it_is_64_bytes_at_most(self):
        assert len(Action("a", "b", "x" * 60).pack()) == 64
        with pytest.raises(ValueError, match="64 bytes"):
            Action("a", "b", "x" * 61).pack()
        with pytest.raises(ValueError, match="64 bytes"):
            Action("a", "b", "ž" * 31).pack()

    @pytest.mark.parametrize(
        "action", [Action("", "b"), Action("a", ""), Action("a:b", "c"), Action("a", "b c")]
    )
    def test_it_has_a_readable_kind_and_verb(self, action):
        with pytest.raises(ValueError, match="not an action"):
            action.pack()


class TestReply:
    @PATIENT
    @given(REPLIES)
    def test_what_is_written_is_read(self, reply):
        written = json.loads(json.dumps(reply.to_json()))

        assert Reply.from_json(written) == reply

    @PATIENT
    @given(st.lists(st.builds(Reply, TEXTS, ROWS), min_size=1, max_size=5))
    def test_messages_come_in_the_order_they_were_joined(self, replies):
        joined = replies[0]
        for reply in replies[1:]:
            joined = joined.and_then(reply)

        assert joined.messages() == replies

    def test_joining_changes_neither(self):
        first, second = Reply("one"), Reply("two")

        first.and_then(second)

        assert (first.then, second.then) == (None, None)

    def test_what_is_empty_is_not_written(self):
        assert Reply("hello").to_json() == {"html": "hello"}

    def test_a_row_of_today_can_be_read_in_months(self):
        kept = {
            "html": "<b>Hello</b>",
            "rows": [
                [{"label": "Save", "action": "call:save:91"}],
                [{"label": "Open", "url": "https://example.org"}],
            ],
            "then": {"html": "And more"},
        }

        assert Reply.from_json(kept) == Reply(
            "<b>Hello</b>",
            (
                (Button("Save", action=Action("call", "save", "91")),),
                (Button("Open", url="https://example.org"),),
            ),
            Reply("And more"),
        )
        assert Reply.from_json(kept).to_json() == kept


class TestReplyWithAFile:
    def test_a_caption_as_long_as_telegram_takes_stays_with_its_file(self):
        reply = Reply("<b>" + "&amp;" * CAPTION_LENGTH + "</b>", sent=PLAN)

        assert reply.messages() == [reply]

    @pytest.mark.parametrize(
        "text", ["x" * (CAPTION_LENGTH + 1), "🎨" * (CAPTION_LENGTH // 2 + 1)]
    )
    def test_a_longer_text_follows_its_file(self, text):
        rows = ((Button("Save", Action("call", "save", "91")),),)
        reply = Reply(text, rows, Reply("And more"), sent=PLAN, lost="It is lost.")

        first, second, third = reply.messages()

        assert first == Reply("", sent=PLAN, lost="It is lost.")
        assert second == Reply(text, rows)
        assert third == Reply("And more")

    def test_what_is_lost_is_said_below_the_text(self):
        reply = Reply("The plan", sent=PLAN, lost="It is lost.")

        assert reply.without_file() == Reply("The plan\n\nIt is lost.")
        assert Reply("", sent=PLAN, lost="It is lost.").without_file() == Reply("It is lost.")

    def test_bytes_never_wait_in_the_outbox(self):
        with pytest.raises(ValueError, match="bytes"):
            Reply("The plan", file=File("plan.pdf", b"%PDF")).to_json()

    def test_a_row_with_a_file_can_be_read_in_months(self):
        kept = {
            "html": "The plan",
            "sent": {"kind": "document", "file_id": "BQAC-1", "unique_id": "AgAD-1"},
        }

        assert Reply.from_json(kept).sent == SentFile(FileKind.DOCUMENT, "BQAC-1", "AgAD-1")
