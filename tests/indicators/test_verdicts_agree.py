"""What is decided here and what is worded in `wording` are the same verdicts and the same changes."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.indicators.results import change, judge
from drafter.model.figure import Comparator
from drafter.wording import comparisons, verdicts

numbers = st.none() | st.builds(Fraction, st.integers(-3, 12), st.integers(1, 4))


@settings(max_examples=60, deadline=None)
@given(numbers, numbers, st.sampled_from(list(Comparator)))
def test_verdicts_agree_with_their_words(actual: Fraction | None, target: Fraction | None, how: Comparator) -> None:
    decided, worded = judge(actual, target, how), verdicts.judge(actual, target, how)
    assert (decided and decided.value) == (worded and worded.value)


@settings(max_examples=60, deadline=None)
@given(numbers, numbers)
def test_changes_agree_with_their_words(now: Fraction | None, before: Fraction | None) -> None:
    decided, worded = change(now, before), comparisons.compare(now, before)
    assert (decided is None) is (worded is None)
    if decided is not None and worded is not None:
        assert (decided.difference, decided.percent) == (worded.difference, worded.percent)
        assert decided.direction.value == worded.direction.value
