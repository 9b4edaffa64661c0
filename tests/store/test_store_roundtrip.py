"""What goes into the store comes out the same, digit for digit and letter for letter."""

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Table
from store_samples import UNIT, YEAR, figure, handed, key

from drafter.model.award import Award, Recipient
from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.narrative import Narrative, Topic
from drafter.model.period import Period, PeriodType
from drafter.model.problem import Place, Problem, Severity
from drafter.model.submission import Submission
from drafter.store.records import Draft
from drafter.store.schema import AWARD, CORRECTION, FIGURE, NARRATIVE, PROBLEM
from drafter.store.store import Store, open_store

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
codes = st.text("ABCDĐ0123456789.-", min_size=1, max_size=8)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=offsets)  # noqa: DTZ001 - they get one
numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
sources = st.builds(Source, words, words, words, words, st.none() | moments)
_years = st.integers(1929, 2090)
periods = st.one_of(
    st.builds(Period, st.just(PeriodType.MONTH), _years, st.integers(1, 12)),
    st.builds(Period, st.just(PeriodType.QUARTER), _years, st.integers(1, 4)),
    st.builds(Period, st.just(PeriodType.HALF), _years, st.integers(1, 2)),
    st.builds(Period, st.sampled_from([PeriodType.NINE_MONTHS, PeriodType.YEAR]), _years),
    _years.map(lambda year: Period(PeriodType.TERM, year, 0, year + 5)),
    _years.map(lambda year: Period(PeriodType.HALF_TERM, year, 2, year + 5)),
)
keys = st.builds(FigureKey, codes, codes, periods)
figures = st.builds(
    Figure,
    keys,
    numbers,
    words,
    st.sampled_from(Qualifier),
    numbers,
    numbers,
    numbers,
    st.sampled_from(Comparator),
    words,
    sources,
    numbers,
)
awards = st.builds(
    Award,
    codes,
    periods,
    codes,
    codes,
    st.sampled_from(Recipient),
    st.integers(0, 9999),
    words,
    words,
    words,
    words,
    sources,
)
narratives = st.builds(Narrative, codes, periods, st.sampled_from(Topic), words, codes, sources)
problems = st.builds(
    Problem, codes, st.sampled_from(Severity), st.builds(Place, words, words, words, words), words, words, words
)
submissions = st.builds(
    Submission,
    codes,
    periods,
    words,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    moments,
    words,
    st.lists(figures, max_size=3, unique_by=lambda one: one.key).map(tuple),
    st.lists(awards, max_size=2).map(tuple),
    st.lists(narratives, max_size=2).map(tuple),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
drafts = st.builds(
    Draft,
    words,
    codes,
    periods,
    codes,
    moments,
    words,
    st.integers(0, 10**6),
    st.dictionaries(words, json_values, max_size=3),
    st.binary(max_size=200),
    st.none() | st.binary(max_size=200),
    st.lists(json_values, max_size=2).map(tuple),
    st.lists(json_values, max_size=2).map(tuple),
)


def told(one: Figure) -> tuple[Figure, str]:
    """A figure with the digits that equality of decimals overlooks («1.50» and «1.5»)."""
    return one, f"{one.value} {one.numerator} {one.denominator} {one.target} {one.previous}"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kho") / "drafter.db"


@settings(max_examples=60, deadline=None)
@given(submissions, st.lists(problems, max_size=2))
def test_a_submission_comes_back_as_it_was(kept: Path, submission: Submission, found: list[Problem]) -> None:
    with open_store(kept) as store:
        done = store.record(submission, found, force=True)
        back = store.submission(done.submission_id)
        record = next(one for one in store.submissions(submission.period) if one.submission_id == done.submission_id)
        counted = {told(one) for one in store.figures({one.key.period for one in submission.figures})}
    assert back == submission
    assert [told(one) for one in back.figures] == [told(one) for one in submission.figures]
    assert record.problems == (*found, *done.problems)
    assert counted >= {told(one) for one in submission.figures}


@settings(max_examples=40, deadline=None)
@given(drafts)
def test_a_draft_comes_back_as_it_was(kept: Path, draft: Draft) -> None:
    with open_store(kept) as store:
        version = store.save_draft(draft)
        assert store.draft(draft.doc_id) == store.draft(draft.doc_id, version) == draft


@pytest.mark.parametrize(
    "digits", ["1.50", "1E+3", "-0", "0.10", "1234567890123456789012345678901234567890.5", "8E-20"]
)
def test_decimals_keep_their_digits(store: Store, digits: str) -> None:
    store.record(handed(figure("B01", digits, numerator=Decimal(digits), target=Decimal(digits))))
    (back,) = store.figures([YEAR])
    assert (str(back.value), str(back.numerator), str(back.target)) == (digits, digits, digits)


def test_a_moment_without_offset_is_local_time(store: Store) -> None:
    naive = datetime(2025, 12, 5, 8, 30)  # noqa: DTZ001 - such a moment is the case
    store.record(dataclasses.replace(handed(), received_at=naive))
    assert store.submissions(YEAR)[0].received_at == naive.astimezone()


def test_text_that_no_database_takes_is_shown_as_such_and_loses_no_figure(store: Store) -> None:
    broken = handed(figure("B01", "5", note="a\0b"), file="biÓu-\udcd3.xls", submitted_by="Nguyễn\ud83d")
    store.record(broken)
    back = store.submission(1)
    assert back is not None
    assert (back.file, back.submitted_by) == ("biÓu-\ufffd.xls", "Nguyễn\ufffd")
    assert back.figures == (figure("B01", "5", note="a\ufffdb"),)


def test_a_draft_s_manifest_must_be_plain_json(store: Store) -> None:
    draft = Draft("d1", "bao-cao-nam", YEAR, UNIT, datetime(2025, 12, 5, tzinfo=UTC), "h", 1, {}, b"")
    with pytest.raises(TypeError):
        store.save_draft(dataclasses.replace(draft, manifest={"value": Decimal(1)}))
    with pytest.raises(ValueError, match="JSON"):
        store.save_draft(dataclasses.replace(draft, manifest={"value": float("nan")}))
    assert store.drafts() == ()


def test_a_term_that_its_code_does_not_name_is_refused_before_it_is_written(store: Store) -> None:
    endless = Period(PeriodType.TERM, 2018, 0, 2090)
    with pytest.raises(ValueError, match="NK2018-2090"):
        store.record(handed(dataclasses.replace(figure("B01", "1"), key=key("B01", period=endless))))
    assert store.periods() == ()


def test_json_is_kept_as_readable_text(store: Store) -> None:
    manifest = {"số": ["hơn 1,8 tỷ đồng", {"z": 1, "a": None}]}
    draft = Draft("d1", "bao-cao-nam", YEAR, UNIT, datetime(2025, 12, 5, tzinfo=UTC), "h", 1, manifest, b"")
    store.save_draft(draft)
    back = store.draft("d1")
    assert back is not None
    assert json.dumps(back.manifest, ensure_ascii=False) == json.dumps(manifest, ensure_ascii=False)


@pytest.mark.parametrize(
    ("model", "table"),
    [(Figure, FIGURE), (Figure, CORRECTION), (Award, AWARD), (Narrative, NARRATIVE), (Problem, PROBLEM)],
)
def test_every_field_of_a_model_has_its_column(model: type, table: Table) -> None:
    spread = {
        "key": ("indicator", "organisation", "period"),
        "source": ("source_file", "source_sheet", "source_cell", "source_by", "source_at"),
        "place": ("file", "sheet", "cell", "text"),
    }
    told_by_the_file = {"whole"}  # whose figure came out of a past report: its file says so, not its row
    fields = [one.name for one in dataclasses.fields(model) if one.name not in told_by_the_file]
    expected = {column for name in fields for column in spread.get(name, (name,))}
    of_the_store = {"id", "event", "who", "at", "reason"} if table is CORRECTION else {"submission_id", "position"}
    assert set(table.c.keys()) == expected | of_the_store


@pytest.mark.parametrize("model", [Source, Place, FigureKey])
def test_what_is_spread_over_columns_has_no_more_fields(model: type) -> None:
    assert len(dataclasses.fields(model)) == {Source: 5, Place: 4, FigureKey: 3}[model]
