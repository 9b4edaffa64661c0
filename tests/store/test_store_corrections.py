"""The office's corrections: a further version, taken back as a further version, and what a new form does to them."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from store_samples import GIFTS, MEMBERS, MORNING, UNIT, YEAR, figure, handed, key

from drafter.model.figure import Figure, Qualifier
from drafter.model.period import Period
from drafter.store.comparison import FigureChange
from drafter.store.errors import StoreError
from drafter.store.records import FigureVersion, Origin, Status
from drafter.store.store import Store

HOA = "Nguyễn Thị Hoa"
MINH = "Vũ Đức Minh"


def later(hours: int) -> datetime:
    return MORNING + timedelta(hours=hours)


def versions(store: Store, indicator: str = GIFTS) -> list[tuple[int, str | None, str, str, bool]]:
    """Number, value, origin, who and whether it counts, of each version."""
    return [
        (
            one.number,
            None if one.figure is None or one.figure.value is None else str(one.figure.value),
            one.origin.value,
            one.who,
            one.current,
        )
        for one in store.history(key(indicator))
    ]


def test_a_correction_counts_and_the_unit_s_number_stays_in_history(store: Store) -> None:
    sent, corrected = figure(GIFTS, "183"), figure(GIFTS, "138", note="đối chiếu danh sách")
    store.record(handed(sent, figure(MEMBERS, "1846")))
    done = store.correct(key(GIFTS), corrected, "gõ nhầm", HOA, later(1))
    assert done == FigureVersion(2, corrected, Origin.CORRECTED, HOA, later(1), "gõ nhầm", None, current=True)
    assert store.figures([YEAR]) == (corrected, figure(MEMBERS, "1846"))
    assert store.history(key(GIFTS)) == (
        FigureVersion(1, sent, Origin.SUBMITTED, "Trần Thị Lan", MORNING, "", 1, current=False),
        done,
    )
    submitted = store.submission(1)
    assert submitted is not None
    assert submitted.figures[0] == sent


def test_undoing_goes_back_one_step_and_is_a_version_itself(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    store.correct(key(GIFTS), figure(GIFTS, "138"), "gõ nhầm", HOA, later(1))
    store.correct(key(GIFTS), figure(GIFTS, "140"), "thêm 2", MINH, later(2))
    assert store.undo(key(GIFTS), "nhầm đơn vị", MINH, later(3)).figure == figure(GIFTS, "138")
    assert store.figures([YEAR]) == (figure(GIFTS, "138"),)
    store.undo(key(GIFTS), "đơn vị xác nhận số cũ", HOA, later(4))
    assert store.figures([YEAR]) == (figure(GIFTS, "183"),)
    assert versions(store) == [
        (1, "183", "đơn vị nộp", "Trần Thị Lan", False),
        (2, "138", "cơ quan sửa", HOA, False),
        (3, "140", "cơ quan sửa", MINH, False),
        (4, "138", "hoàn lại lần sửa", MINH, False),
        (5, "183", "hoàn lại lần sửa", HOA, True),
    ]


def test_the_office_may_enter_a_figure_that_no_form_has(store: Store) -> None:
    phoned = figure(GIFTS, "20")
    store.correct(key(GIFTS), phoned, "đơn vị báo qua điện thoại", HOA, MORNING)
    assert store.figures([YEAR]) == (phoned,)
    assert store.figures([YEAR], [UNIT]) == (phoned,)
    assert store.figures([YEAR], ["CD-MAI"]) == ()
    assert store.periods() == (YEAR,)
    store.undo(key(GIFTS), "nhầm", HOA, later(1))
    assert store.figures([YEAR]) == ()
    assert versions(store) == [(1, "20", "cơ quan sửa", HOA, False), (2, None, "hoàn lại lần sửa", HOA, True)]


def test_a_form_that_repeats_its_number_leaves_the_correction(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183"), figure(MEMBERS, "5")))
    store.correct(key(GIFTS), figure(GIFTS, "138"), "gõ nhầm", HOA, later(1))
    done = store.record(handed(figure(GIFTS, "183"), figure(MEMBERS, "6"), digest="b", hours=2))
    assert done.changes == (FigureChange(key(MEMBERS), figure(MEMBERS, "5"), figure(MEMBERS, "6")),)
    assert [str(told) for told in done.problems] == [
        (
            "W225 hoa-sen.xlsx, trang tính «Số liệu», ô E14: số liệu B01 của «CD-HOA-SEN», năm 2025: đơn vị vẫn gửi "
            "183 suất như lần trước; đang dùng 138 suất do Nguyễn Thị Hoa sửa (lý do: gõ nhầm)\n"
            "     cách sửa: nếu số của đơn vị mới đúng thì hoàn lại lần sửa"
        )
    ]
    assert store.problems(YEAR) == done.problems
    assert store.figures([YEAR]) == (figure(GIFTS, "138"), figure(MEMBERS, "6"))
    assert [one[4] for one in versions(store)] == [False, True, False]
    assert store.undo(key(GIFTS), "đơn vị nói đúng", HOA, later(3)).figure == figure(GIFTS, "183")


def test_a_form_with_another_number_takes_the_correction_s_place_and_says_so(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    corrected = figure(GIFTS, "138")
    store.correct(key(GIFTS), corrected, "gõ nhầm", HOA, later(1))
    done = store.record(handed(figure(GIFTS, "139"), digest="b", hours=2))
    assert done.changes == (FigureChange(key(GIFTS), corrected, figure(GIFTS, "139")),)
    assert [str(told) for told in done.problems] == [
        (
            "W224 hoa-sen.xlsx, trang tính «Số liệu», ô E14: số liệu B01 của «CD-HOA-SEN», năm 2025 đã được "
            "Nguyễn Thị Hoa sửa thành 138 suất (lý do: gõ nhầm), nay đơn vị gửi lại 139 suất; "
            "đang dùng số đơn vị gửi lại\n"
            "     cách sửa: hỏi lại đơn vị; nếu số đã sửa mới đúng thì sửa lại lần nữa"
        )
    ]
    assert versions(store) == [
        (1, "183", "đơn vị nộp", "Trần Thị Lan", False),
        (2, "138", "cơ quan sửa", HOA, False),
        (3, "139", "đơn vị nộp", "Trần Thị Lan", True),
    ]
    with pytest.raises(StoreError) as caught:
        store.undo(key(GIFTS), "hoàn lại", HOA, later(3))
    assert caught.value.problem.code == "W231"


def test_a_form_that_agrees_with_the_correction_ends_it_in_silence(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    store.correct(key(GIFTS), figure(GIFTS, "138"), "gõ nhầm", HOA, later(1))
    done = store.record(handed(figure(GIFTS, "138"), digest="b", hours=2))
    assert (done.changes, done.problems) == ((), ())
    store.record(handed(figure(GIFTS, "150"), digest="c", hours=3))
    assert store.figures([YEAR]) == (figure(GIFTS, "150"),)


def test_a_form_without_the_corrected_figure_leaves_a_gap_and_says_so(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183"), figure(MEMBERS, "5")))
    store.correct(key(GIFTS), figure(GIFTS, "138"), "gõ nhầm", HOA, later(1))
    done = store.record(handed(figure(MEMBERS, "5"), digest="b", hours=2))
    assert [told.code for told in done.problems] == ["W224"]
    assert "nay đơn vị gửi lại «chưa có số liệu»" in done.problems[0].what
    assert store.figures([YEAR]) == (figure(MEMBERS, "5"),)
    assert [one[1] for one in versions(store)] == ["183", "138", None]


def test_what_the_office_entered_stays_until_the_form_brings_the_figure(store: Store) -> None:
    store.correct(key(GIFTS), figure(GIFTS, "20"), "qua điện thoại", HOA, MORNING)
    assert store.record(handed(figure(MEMBERS, "5"), hours=1)).problems == ()
    assert store.figures([YEAR]) == (figure(MEMBERS, "5"), figure(GIFTS, "20"))
    done = store.record(handed(figure(MEMBERS, "5"), figure(GIFTS, "22"), digest="b", hours=2))
    assert [told.code for told in done.problems] == ["W224"]
    assert done.changes == (FigureChange(key(GIFTS), figure(GIFTS, "20"), figure(GIFTS, "22")),)


def test_two_files_in_one_batch_settle_one_correction_once(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    store.correct(key(GIFTS), figure(GIFTS, "138"), "gõ nhầm", HOA, later(1))
    again, other, last = (
        handed(figure(GIFTS, "183"), digest="b", hours=2),
        handed(figure(GIFTS, "139"), digest="c", hours=3),
        handed(figure(GIFTS, "140"), digest="d", hours=4),
    )
    done = store.record_many([(again, ()), (other, ()), (last, ())])
    assert [[told.code for told in one.problems] for one in done] == [["W225"], ["W224"], []]
    assert [[str(change.old and change.old.value) for change in one.changes] for one in done] == [[], ["138"], ["139"]]


def test_a_late_file_touches_neither_correction_nor_what_counts(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183"), digest="b", hours=3))
    store.correct(key(GIFTS), figure(GIFTS, "138"), "gõ nhầm", HOA, later(4))
    assert store.record(handed(figure(GIFTS, "99"))).status is Status.OLDER
    assert versions(store) == [
        (1, "183", "đơn vị nộp", "Trần Thị Lan", False),
        (2, "138", "cơ quan sửa", HOA, True),
        (3, "99", "đơn vị nộp", "Trần Thị Lan", False),
    ]
    assert store.undo(key(GIFTS), "hoàn lại", HOA, later(5)).figure == figure(GIFTS, "183")


def test_history_tells_where_a_figure_went_and_came_back(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    store.record(handed(figure(MEMBERS, "5"), digest="b", hours=1))
    store.record(handed(figure(MEMBERS, "6"), digest="c", hours=2))
    store.record(handed(figure(GIFTS, "190"), digest="d", hours=3))
    assert [(one[0], one[1], one[4]) for one in versions(store)] == [
        (1, "183", False),
        (2, None, False),
        (3, "190", True),
    ]
    assert [one.submission_id for one in store.history(key(GIFTS))] == [1, 2, 4]
    assert store.history(key("Z99")) == ()
    assert store.history(key(GIFTS, period=Period.parse("2024"))) == ()


def test_history_and_figures_agree_when_two_units_give_one_key(store: Store) -> None:
    store.record(handed(figure(GIFTS, "20", "CD-MAI"), unit="CD-MAI", digest="m"))
    store.record(handed(figure(GIFTS, "21", "CD-MAI"), unit="CAP-TREN", digest="t"))
    store.record(handed(unit="CAP-TREN", digest="u", hours=1))
    history = store.history(key(GIFTS, "CD-MAI"))
    assert [(one.figure and str(one.figure.value), one.current) for one in history] == [
        ("20", True),
        ("21", False),
        (None, False),
    ]
    assert [str(one.value) for one in store.figures([YEAR])] == ["20"]


@pytest.mark.parametrize("seed", range(12))
def test_history_s_current_version_is_what_counts_whatever_happens(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    indicators = (GIFTS, MEMBERS)

    def some_figure(indicator: str) -> Figure:
        return figure(indicator, chance.choice([None, "1", "2", "3"]), "CD-MAI")

    for step in range(15):
        what, indicator, when = chance.randrange(5), chance.choice(indicators), later(step)
        if what < 3:
            figures = [some_figure(one) for one in indicators if chance.random() < 0.7]
            digest, unit = chance.choice("abcdefgh"), chance.choice(["CD-MAI", "CAP-TREN"])
            store.record(
                handed(*figures, digest=digest, unit=unit, hours=chance.randrange(4)), force=chance.random() < 0.2
            )
        elif what == 3:
            store.correct(key(indicator, "CD-MAI"), some_figure(indicator), "đối chiếu", HOA, when)
        else:
            with suppress(StoreError):
                store.undo(key(indicator, "CD-MAI"), "nhầm", HOA, when)
        counted = {one.key: one for one in store.figures([YEAR])}
        for one in indicators:
            current = [version for version in store.history(key(one, "CD-MAI")) if version.current]
            assert [version.figure for version in current] == [counted.get(key(one, "CD-MAI"))][: len(current)]
            assert len(current) == 1 or key(one, "CD-MAI") not in counted


Attempt = Callable[[Store], object]


def _correct(value: Figure, reason: str = "gõ nhầm", who: str = HOA, seen: int | None = None) -> Attempt:
    return lambda store: store.correct(key(GIFTS), value, reason, who, later(2), seen)


REFUSED: list[tuple[Attempt, str]] = [
    (
        _correct(figure(GIFTS, "1"), reason=" "),
        "W232 sửa số liệu B01 của «CD-HOA-SEN», năm 2025 cần ghi rõ lý do\n     cách sửa: ghi thêm lý do rồi sửa lại",
    ),
    (
        _correct(figure(GIFTS, "1"), reason="", who=""),
        (
            "W232 sửa số liệu B01 của «CD-HOA-SEN», năm 2025 cần ghi rõ lý do và họ tên người sửa\n"
            "     cách sửa: ghi thêm lý do và họ tên người sửa rồi sửa lại"
        ),
    ),
    (
        _correct(figure(GIFTS, "1"), seen=1, who=MINH),
        (
            "W230 Nguyễn Thị Hoa vừa ghi số liệu B01 của «CD-HOA-SEN», năm 2025 lúc 09 giờ 30, ngày 05/12/2025, "
            "nay là hơn 1.380,5 suất (11/12); lần sửa này chưa được lưu\n"
            "     cách sửa: xem lại số mới, nếu vẫn cần sửa thì sửa lại trên số đó"
        ),
    ),
    (
        lambda store: store.undo(key(GIFTS), "hoàn lại", MINH, later(2), seen=3),
        (
            "W230 Nguyễn Thị Hoa vừa ghi số liệu B01 của «CD-HOA-SEN», năm 2025 lúc 09 giờ 30, ngày 05/12/2025, "
            "nay là hơn 1.380,5 suất (11/12); lần sửa này chưa được lưu\n"
            "     cách sửa: xem lại số mới, nếu vẫn cần sửa thì sửa lại trên số đó"
        ),
    ),
    (
        lambda store: store.undo(key(MEMBERS), "hoàn lại", MINH, later(2)),
        (
            "W231 số liệu A01 của «CD-HOA-SEN», năm 2025 không có lần sửa nào đang dùng\n"
            "     cách sửa: xem lịch sử của số liệu để biết các lần ghi"
        ),
    ),
    (
        lambda store: store.undo(key(GIFTS), "", MINH, later(2)),
        "W232 sửa số liệu B01 của «CD-HOA-SEN», năm 2025 cần ghi rõ lý do\n     cách sửa: ghi thêm lý do rồi sửa lại",
    ),
]


@pytest.mark.parametrize(("attempt", "message"), REFUSED)
def test_a_correction_that_cannot_be_made_says_why_and_changes_nothing(
    store: Store, attempt: Attempt, message: str
) -> None:
    store.record(handed(figure(GIFTS, "183"), figure(MEMBERS, "5")))
    shown = figure(GIFTS, "1380.5", qualifier=Qualifier.OVER, numerator=Decimal(11), denominator=Decimal(12))
    store.correct(key(GIFTS), shown, "gõ nhầm", HOA, later(1), seen=1)
    before = (store.revision(), store.history(key(GIFTS)))
    with pytest.raises(StoreError) as caught:
        attempt(store)
    assert str(caught.value) == message
    assert not caught.value.passing
    assert (store.revision(), store.history(key(GIFTS))) == before


def test_a_correction_of_one_key_is_not_a_figure_of_another(store: Store) -> None:
    with pytest.raises(ValueError, match="A01/CD-HOA-SEN/2025"):
        store.correct(key(GIFTS), figure(MEMBERS, "1"), "gõ nhầm", HOA, MORNING)
    assert store.revision() == 0
