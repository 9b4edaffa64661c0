"""What past reports say lies beside the forms: it counts where no form gives the figure, and takes no form's place."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from store_samples import GIFTS, MEMBERS, MORNING, UNIT, YEAR, figure, handed, key

from drafter.model.award import Award, Recipient
from drafter.model.submission import Submission
from drafter.store.records import Origin, Status
from drafter.store.store import Store


def read_out(*figures: object, digest: str = "r1", hours: int = 0) -> Submission:
    """A submission that was read out of a past report."""
    form = handed(*figures)  # type: ignore[arg-type]
    return replace(form, report=True, digest=digest, received_at=MORNING + timedelta(hours=hours), file="bc-2023.docx")


def values(store: Store) -> dict[str, tuple[Decimal | None, bool]]:
    return {one.key.indicator: (one.value, one.whole) for one in store.figures([YEAR])}


def test_a_report_fills_what_no_form_gives_and_a_form_s_figure_stays(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    recorded = store.record(read_out(figure(GIFTS, "999"), figure(MEMBERS, "1846"), hours=5))
    assert recorded.status is Status.NEW
    assert values(store) == {GIFTS: (Decimal(183), False), MEMBERS: (Decimal(1846), True)}


def test_a_form_that_comes_later_wins_and_one_that_says_nothing_does_not(store: Store) -> None:
    store.record(read_out(figure(GIFTS, "999"), figure(MEMBERS, "1846")))
    blank = replace(figure(MEMBERS, "1"), value=None)
    store.record(handed(figure(GIFTS, "183"), blank))
    assert values(store) == {GIFTS: (Decimal(183), False), MEMBERS: (Decimal(1846), True)}


def test_reports_are_versioned_by_themselves(store: Store) -> None:
    store.record(read_out(figure(GIFTS, "90")))
    assert store.record(read_out(figure(GIFTS, "90"))).status is Status.UNCHANGED
    revised = store.record(read_out(figure(GIFTS, "95"), digest="r2", hours=1))
    assert revised.status is Status.REVISED
    assert values(store) == {GIFTS: (Decimal(95), True)}
    assert store.submissions(YEAR) == ()
    assert store.register_files(YEAR) == ()
    assert [one.version for one in store.report_files(YEAR)] == [2, 1]
    reported = store.reported(YEAR, UNIT)
    assert reported is not None
    assert (reported.report, reported.figures[0].value) == (True, Decimal(95))


def test_history_tells_the_report_from_the_form(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    store.record(read_out(figure(GIFTS, "180"), hours=2))
    told = [(one.origin, one.figure and one.figure.value, one.current) for one in store.history(key(GIFTS))]
    assert told == [(Origin.SUBMITTED, Decimal(183), True), (Origin.REPORTED, Decimal(180), False)]


def test_a_report_ends_no_correction_of_the_office(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    store.correct(key(GIFTS), figure(GIFTS, "138"), "gõ nhầm", "Nguyễn Thị Hoa", MORNING + timedelta(hours=1))
    store.record(read_out(figure(GIFTS, "180"), figure(MEMBERS, "1846"), hours=2))
    assert values(store)[GIFTS] == (Decimal(138), False)


def test_awards_of_a_report_count_where_no_form_lists_any(store: Store) -> None:
    award = Award(UNIT, YEAR, "BK_T", "T", Recipient.INDIVIDUAL, 12)
    store.record(replace(read_out(figure(GIFTS, "1")), awards=(award,)))
    assert store.awards(YEAR) == (award,)
    listed = Award(UNIT, YEAR, "BK_T", "T", Recipient.INDIVIDUAL, 11)
    store.record(replace(handed(figure(GIFTS, "1")), awards=(listed,)))
    assert store.awards(YEAR) == (listed,)
