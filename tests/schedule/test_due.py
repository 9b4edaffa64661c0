"""What is due on a day: expected less done, oldest first, bounded; no day, however odd, makes anything due twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from drafter.model.period import Period, PeriodType
from drafter.schedule.calendar import Calendar, Job, default_calendar
from drafter.schedule.due import (
    Clock,
    Entry,
    Facts,
    Key,
    Occasion,
    Stage,
    Task,
    Work,
    draft_task,
    forms_task,
    judge_clock,
    next_due,
    occasions,
    overdue,
    reminder_task,
)

CALENDAR = default_calendar(15)
QUARTERLY = next(job for job in CALENDAR.jobs if job.kind == "bao-cao-quy")
Q1 = Occasion(QUARTERLY, Period.parse("2026-Q1"))
ALL_IN = Facts(inputs="a", units="u", expected=3, missing=0, came=True)
ONE_MISSING = replace(ALL_IN, missing=1)


def codes(found: tuple[Occasion, ...]) -> list[str]:
    return [f"{one.job.kind} {one.period}" for one in found]


def entry(task: Task | None) -> Entry:
    assert task is not None
    return Entry(task.key, task.stage)


def test_the_shipped_calendar_is_quarters_half_year_nine_months_year_and_the_clusters_quarter() -> None:
    told = {(job.kind, job.period.value, job.ordinals, job.after, job.forms) for job in CALENDAR.jobs}
    assert told == {
        ("bao-cao-quy", "quy", (), 20, True),
        ("bao-cao-6-thang", "nua-nam", (1,), 20, False),
        ("bao-cao-9-thang", "9-thang", (), 20, False),
        ("bao-cao-nam", "nam", (), 25, True),
        ("cum-thi-dua-quy", "quy", (), 20, False),
    }


def test_a_paper_is_never_due_before_its_forms() -> None:
    assert {job.after for job in default_calendar(40).jobs} == {40}


def test_occasions_are_those_of_the_last_four_quarters_oldest_due_first() -> None:
    found = codes(occasions(CALENDAR, date(2026, 11, 27), date(2020, 1, 1)))
    assert found == [
        "bao-cao-quy 2025-Q4", "cum-thi-dua-quy 2025-Q4", "bao-cao-nam 2025", "bao-cao-quy 2026-Q1",
        "cum-thi-dua-quy 2026-Q1", "bao-cao-quy 2026-Q2", "bao-cao-6-thang 2026-H1", "cum-thi-dua-quy 2026-Q2",
        "bao-cao-quy 2026-Q3", "bao-cao-9-thang 2026-9M", "cum-thi-dua-quy 2026-Q3",
    ]  # fmt: skip


def test_a_new_office_begins_with_the_quarter_before_its_first_run_or_where_its_calendar_says() -> None:
    today = date(2026, 11, 27)
    assert codes(occasions(CALENDAR, today))[0] == "bao-cao-quy 2026-Q3"
    since = replace(CALENDAR, since=date(2026, 4, 1))
    assert codes(occasions(since, today))[0] == "bao-cao-quy 2026-Q2"


def test_a_period_soon_to_end_is_there_for_its_forms() -> None:
    assert "bao-cao-quy 2026-Q4" not in codes(occasions(CALENDAR, date(2026, 12, 20)))
    assert "bao-cao-quy 2026-Q4" in codes(occasions(CALENDAR, date(2026, 12, 21)))


def test_the_whole_paper_is_due_as_soon_as_all_have_come_after_the_period() -> None:
    assert draft_task(Q1, ALL_IN, (), date(2026, 3, 31)) is None
    task = draft_task(Q1, ALL_IN, (), date(2026, 4, 1))
    assert task is not None
    assert (task.stage, task.day, task.key) == (
        Stage.FULL, date(2026, 4, 20), Key("van-ban:bao-cao-quy", "2026-Q1", "a"),
    )  # fmt: skip


def test_a_paper_that_is_due_before_its_period_ends_is_made_then() -> None:
    early = Occasion(replace(QUARTERLY, after=-10), Q1.period)
    assert draft_task(early, ONE_MISSING, (), date(2026, 3, 20)) is None
    made = draft_task(early, ONE_MISSING, (), date(2026, 3, 21))
    assert made is not None
    assert made.stage is Stage.PROVISIONAL


def test_at_the_deadline_a_paper_of_what_there_is_and_the_whole_one_when_the_rest_have_come() -> None:
    assert draft_task(Q1, ONE_MISSING, (), date(2026, 4, 19)) is None
    first = draft_task(Q1, ONE_MISSING, (), date(2026, 4, 20))
    assert first is not None
    assert first.stage is Stage.PROVISIONAL
    done = (entry(first),)
    assert draft_task(Q1, ONE_MISSING, done, date(2026, 4, 21)) is None
    assert draft_task(Q1, replace(ONE_MISSING, inputs="b"), done, date(2026, 4, 22)) is None
    full = draft_task(Q1, replace(ALL_IN, inputs="c"), done, date(2026, 4, 23))
    assert full is not None
    assert full.stage is Stage.FULL
    assert draft_task(Q1, replace(ALL_IN, inputs="c"), (*done, entry(full)), date(2026, 9, 1)) is None


def test_a_whole_paper_is_made_again_when_its_figures_change_until_it_is_issued() -> None:
    done = (entry(draft_task(Q1, ALL_IN, (), date(2026, 4, 2))),)
    changed = replace(ALL_IN, inputs="b")
    assert draft_task(Q1, changed, done, date(2026, 5, 2)) is not None
    assert draft_task(Q1, replace(changed, issued=True), done, date(2026, 5, 2)) is None


def test_nothing_is_drafted_of_nothing_and_a_list_waits_for_no_forms() -> None:
    assert draft_task(Q1, replace(ONE_MISSING, came=False), (), date(2026, 4, 20)) is None
    register = draft_task(Q1, replace(ONE_MISSING, waits=False), (), date(2026, 4, 1))
    assert register is not None
    assert register.stage is Stage.FULL


def test_forms_are_written_in_time_once_and_again_for_a_unit_that_was_added() -> None:
    before = replace(ONE_MISSING, came=False, missing=3)
    assert forms_task(CALENDAR, Q1, before, (), date(2026, 3, 20)) is None
    task = forms_task(CALENDAR, Q1, before, (), date(2026, 3, 21))
    assert task is not None
    assert (task.key, task.day) == (Key("bieu:quy", "2026-Q1", "u"), date(2026, 3, 21))
    assert forms_task(CALENDAR, Q1, before, (entry(task),), date(2026, 3, 22)) is None
    assert forms_task(CALENDAR, Q1, replace(before, units="v"), (entry(task),), date(2026, 3, 22)) is not None
    assert forms_task(CALENDAR, Q1, ALL_IN, (), date(2026, 4, 5)) is None
    half = Occasion(next(j for j in CALENDAR.jobs if j.kind == "bao-cao-6-thang"), Period.parse("2026-H1"))
    assert forms_task(CALENDAR, half, before, (), date(2026, 6, 25)) is None


def test_of_several_reminder_days_that_were_missed_only_the_newest_is_written() -> None:
    assert reminder_task(Q1, ONE_MISSING, (), date(2026, 4, 9)) is None
    days = {day: reminder_task(Q1, ONE_MISSING, (), date(2026, 4, day)) for day in (10, 13, 16, 20, 25)}
    assert {day: task.day.day for day, task in days.items() if task} == {10: 10, 13: 13, 16: 16, 20: 16, 25: 16}
    assert reminder_task(Q1, ONE_MISSING, (entry(days[16]),), date(2026, 4, 20)) is None
    assert reminder_task(Q1, ONE_MISSING, (), date(2026, 4, 26)) is None
    assert reminder_task(Q1, ALL_IN, (), date(2026, 4, 13)) is None


def test_what_is_next_and_what_is_late() -> None:
    coming = next_due(CALENDAR, date(2026, 11, 27))
    assert coming is not None
    assert (coming.job.kind, coming.period.code, coming.due) == ("bao-cao-quy", "2026-Q4", date(2027, 1, 20))
    assert next_due(Calendar(()), date(2026, 1, 1)) is None
    after = next_due(CALENDAR, date(2026, 11, 27), {(coming.job.kind, coming.period)})
    assert after is not None
    assert (after.due, after.job.kind) > (coming.due, coming.job.kind)
    assert not overdue(Q1, (), date(2026, 4, 23))
    assert overdue(Q1, (), date(2026, 4, 24))
    assert not overdue(Q1, (entry(draft_task(Q1, ONE_MISSING, (), date(2026, 4, 20))),), date(2026, 9, 1))


def test_a_clock_is_held_against_the_days_it_ran_on() -> None:
    ran = (date(2026, 1, 5), date(2026, 4, 20))
    assert judge_clock(date(2026, 4, 20), ()) is Clock.RIGHT
    assert judge_clock(date(2026, 11, 20), ran) is Clock.RIGHT  # seven months off
    assert judge_clock(date(2026, 4, 19), ran) is Clock.SET_BACK
    assert judge_clock(date(2030, 1, 1), ran) is Clock.FAR_AHEAD


JOBS = st.builds(
    Job,
    kind=st.just("x"),
    period=st.sampled_from([PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.YEAR]),
    after=st.integers(-20, 60),
    forms_after=st.integers(0, 40),
    forms=st.booleans(),
    reminders=st.sampled_from([(), (5, 2), (1,)]),
)
DAYS = st.lists(st.dates(date(2019, 1, 1), date(2031, 1, 1)), min_size=1, max_size=12)


@given(JOBS, DAYS, st.lists(st.integers(0, 2), min_size=12, max_size=12))
def test_whatever_the_clock_does_no_key_is_due_twice(job: Job, days: list[date], states: list[int]) -> None:
    """Days in any order, units missing or not: what was done on one of them is not due on another."""
    calendar, done, seen = Calendar((job,)), [], set()
    for day, state in zip(days, states, strict=False):
        found = occasions(calendar, day, date(2018, 1, 1))
        assert all(day - one.period.end < timedelta(days=480) for one in found)
        for one in found:
            facts = Facts(str(state), "u", 3, state, came=True)
            for task in (forms_task(calendar, one, facts, done, day), reminder_task(one, facts, done, day),
                         draft_task(one, facts, done, day)):  # fmt: skip
                if task is not None:
                    assert task.key not in seen
                    seen.add(task.key)
                    done.append(Entry(task.key, task.stage))
                    assert task.work is not Work.DRAFT or day >= min(one.due, one.period.end)
