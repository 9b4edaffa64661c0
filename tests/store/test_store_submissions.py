"""Who sent what, how it stands, and what is wrong now."""

from datetime import timedelta

from store_samples import GIFTS, MORNING, UNIT, YEAR, figure, handed, problem

from drafter.model.period import Period
from drafter.store.records import Standing, SubmissionRecord
from drafter.store.store import Store

DIGEST = "f" * 64


def test_files_are_listed_newest_first_with_how_they_stand(store: Store) -> None:
    store.record(handed(figure(GIFTS, "1")), [problem()])
    store.record_rejected("hoa-sen-x.xlsx", DIGEST, UNIT, YEAR, MORNING + timedelta(hours=1), [problem("D101")])
    store.record(handed(figure(GIFTS, "2"), digest="b", hours=2))
    assert store.submissions(YEAR) == (
        SubmissionRecord(
            submission_id=3,
            organisation=UNIT,
            period=YEAR,
            file="hoa-sen-b.xlsx",
            digest="b" * 64,
            received_at=MORNING + timedelta(hours=2),
            submitted_by="Trần Thị Lan",
            standing=Standing.RESUBMITTED,
            version=2,
            in_use=True,
        ),
        SubmissionRecord(
            submission_id=2,
            organisation=UNIT,
            period=YEAR,
            file="hoa-sen-x.xlsx",
            digest=DIGEST,
            received_at=MORNING + timedelta(hours=1),
            submitted_by="",
            standing=Standing.REJECTED,
            version=0,
            in_use=False,
            outstanding=False,
            problems=(problem("D101"),),
        ),
        SubmissionRecord(
            submission_id=1,
            organisation=UNIT,
            period=YEAR,
            file="hoa-sen-a.xlsx",
            digest="a" * 64,
            received_at=MORNING,
            submitted_by="Trần Thị Lan",
            standing=Standing.SUBMITTED,
            version=1,
            in_use=False,
            problems=(problem(),),
        ),
    )
    assert [record.resubmissions for record in store.submissions(YEAR)] == [1, 0, 0]
    assert store.submissions(Period.parse("2024")) == ()


def test_problems_are_those_of_files_in_use_and_of_files_nothing_has_mended(store: Store) -> None:
    store.record(handed(figure(GIFTS, "1")), [problem("D001")])
    store.record_rejected("hoa-sen-x.xlsx", DIGEST, UNIT, YEAR, MORNING, [problem("D002"), problem("D003")])
    assert [told.code for told in store.problems(YEAR)] == ["D001", "D002", "D003"]
    store.record(handed(figure(GIFTS, "2"), digest="b", hours=2), [problem("D004")])
    assert [told.code for told in store.problems(YEAR)] == ["D004"]


def test_a_rejected_file_of_another_unit_is_not_mended(store: Store) -> None:
    store.record_rejected("bieu.xlsx", DIGEST, "CD-MAI", YEAR, MORNING, [problem("D002")])
    store.record(handed(figure(GIFTS, "1"), file="bieu.xlsx"))
    assert [told.code for told in store.problems(YEAR)] == ["D002"]
    assert [record.outstanding for record in store.submissions(YEAR)] == [False, True]


def test_the_newest_rejection_of_a_unit_is_the_one_that_stands(store: Store) -> None:
    store.record_rejected("a.xlsx", "1" * 64, UNIT, YEAR, MORNING, [problem("D001")])
    store.record_rejected("b.xlsx", "2" * 64, UNIT, YEAR, MORNING, [problem("D002")])
    assert [told.code for told in store.problems(YEAR)] == ["D002"]


def test_a_file_that_tells_nothing_is_kept_by_its_name(store: Store) -> None:
    number = store.record_rejected("ảnh.png", DIGEST, None, None, MORNING, [problem("D100", "ảnh.png")])
    store.record_rejected("khác.xlsx", "e" * 64, None, None, MORNING, [problem("D101", "khác.xlsx")])
    (other, record) = store.submissions(None)
    assert (record.submission_id, record.organisation, record.period) == (number, None, None)
    assert (record.standing, record.outstanding, other.outstanding) == (Standing.REJECTED, True, True)
    store.record(handed(figure(GIFTS, "1"), file="khác.xlsx"))
    assert [told.code for told in store.problems(None)] == ["D100"]
    assert store.periods() == (YEAR,)
    assert store.submission(number) is None


def test_a_rejected_file_is_kept_once_unless_something_else_is_wrong(store: Store) -> None:
    told = [problem("D001"), problem("D002")]
    first = store.record_rejected("a.xlsx", DIGEST, None, YEAR, MORNING, told)
    assert store.record_rejected("a.xlsx", DIGEST, None, YEAR, MORNING, told) == first
    other = store.record_rejected("a.xlsx", DIGEST, None, YEAR, MORNING, told[:1])
    assert other != first
    assert store.record_rejected("a.xlsx", DIGEST, UNIT, YEAR, MORNING, told) not in (first, other)
    assert store.record_rejected("b.xlsx", "0" * 64, None, YEAR, MORNING, []) == 4
    assert len(store.submissions(YEAR)) == 4


def test_a_file_once_rejected_is_recorded_when_it_can_be_read(store: Store) -> None:
    now_readable = handed(figure(GIFTS, "1"))
    store.record_rejected(now_readable.file, now_readable.digest, UNIT, YEAR, MORNING, [problem("D001")])
    assert store.record(now_readable).status.value == "new"
    assert store.problems(YEAR) == ()
    assert [record.version for record in store.submissions(YEAR)] == [1, 0]


def test_rejected_files_show_in_no_figure_award_or_history(store: Store) -> None:
    store.record_rejected("a.xlsx", DIGEST, UNIT, YEAR, MORNING, [problem("D001")])
    assert (store.figures([YEAR]), store.awards(YEAR), store.narratives(YEAR)) == ((), (), ())
    assert store.periods() == (YEAR,)
