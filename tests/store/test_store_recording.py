"""What a file does to the store: new, the same again, revised, older; and what a revised form's difference is."""

from dataclasses import replace
from decimal import Decimal

import pytest
from store_samples import (
    GIFTS,
    MEMBERS,
    RATE,
    UNIT,
    YEAR,
    award,
    figure,
    handed,
    key,
    narrative,
    problem,
)

from drafter.model.figure import Comparator, Figure, Qualifier, Source
from drafter.model.period import Period
from drafter.model.submission import Submission
from drafter.store.comparison import ChangeKind, FigureChange
from drafter.store.records import Recorded, Standing, Status
from drafter.store.store import Store


def test_a_first_file_is_new_and_its_figures_count(store: Store) -> None:
    first = handed(figure(GIFTS, "183"), figure(MEMBERS, "1846"))
    done = store.record(first)
    assert done == Recorded(Status.NEW, 1)
    assert store.figures([YEAR]) == first.figures
    assert store.submission(1) == first


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    first = handed(figure(GIFTS, "183"))
    store.record(first, [problem()])
    before = (store.revision(), store.submissions(YEAR), store.figures([YEAR]))
    assert store.record(first, [problem()]) == Recorded(Status.UNCHANGED, 1)
    renamed = handed(figure(GIFTS, "183"), file="bản sao.xlsx", hours=5)
    assert store.record(renamed) == Recorded(Status.UNCHANGED, 1)
    assert (store.revision(), store.submissions(YEAR), store.figures([YEAR])) == before


def test_the_same_bytes_for_another_unit_or_period_are_another_submission(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    other_unit = store.record(handed(figure(GIFTS, "5", "CD-MAI"), unit="CD-MAI"))
    other_period = store.record(handed(period=Period.parse("2024")))
    assert [other_unit.status, other_period.status] == [Status.NEW, Status.NEW]
    assert store.periods() == (Period.parse("2024"), YEAR)


def test_a_revised_form_gives_its_exact_difference_and_takes_the_place_of_the_old(store: Store) -> None:
    old_gifts, gone, same = figure(GIFTS, "183"), figure("B02", "7"), figure(MEMBERS, "1846")
    store.record(handed(old_gifts, gone, same))
    new_gifts, come = figure(GIFTS, "190", note="bổ sung đợt 2"), figure("B09", "12.50")
    moved = figure(MEMBERS, "1846.0", source=Source("hoa-sen-b.xlsx", "Số liệu", "E40"))
    revised = handed(moved, new_gifts, come, digest="b", hours=3)
    done = store.record(revised)
    assert done == Recorded(
        Status.REVISED,
        2,
        changes=(
            FigureChange(key(GIFTS), old_gifts, new_gifts),
            FigureChange(key("B09"), None, come),
            FigureChange(key("B02"), gone, None),
        ),
    )
    assert [change.kind for change in done.changes] == [ChangeKind.CHANGED, ChangeKind.APPEARED, ChangeKind.VANISHED]
    assert [change.fields for change in done.changes] == [("value", "note"), ("value",), ("value",)]
    assert store.figures([YEAR]) == revised.figures
    assert store.submission(1) == handed(old_gifts, gone, same)


RATED = Figure(key(RATE), Decimal("91.66"), "%", Qualifier.EXACT, Decimal(11), Decimal(12), Decimal(95))

DIFFERENCES = [
    ({"value": Decimal(92)}, ("value",)),
    ({"value": None}, ("value",)),
    ({"value": Decimal("91.660")}, ()),
    ({"qualifier": Qualifier.OVER}, ("qualifier",)),
    ({"numerator": Decimal(10)}, ("numerator",)),
    ({"denominator": None}, ("denominator",)),
    ({"target": Decimal(90)}, ("target",)),
    ({"target": None}, ("target",)),
    ({"comparator": Comparator.EXACTLY}, ("comparator",)),
    ({"note": "số ước"}, ("note",)),
    ({"previous": Decimal(88)}, ()),
    ({"source": Source("khác.xlsx", "Biểu 2", "C3")}, ()),
    ({"value": Decimal(50), "numerator": Decimal(6), "note": "sửa"}, ("value", "numerator", "note")),
]


@pytest.mark.parametrize(("differs", "fields"), DIFFERENCES)
def test_each_part_of_a_figure_is_compared(store: Store, differs: dict[str, object], fields: tuple[str, ...]) -> None:
    new = replace(RATED, **differs)  # type: ignore[arg-type]
    store.record(handed(RATED))
    done = store.record(handed(new, digest="b", hours=1))
    assert [(change.old, change.new, change.fields) for change in done.changes] == (
        [(RATED, new, fields)] if fields else []
    )
    assert store.figures([YEAR]) == (new,)


def test_another_unit_of_measure_is_a_difference(store: Store) -> None:
    store.record(handed(figure(GIFTS, "3", unit=UNIT)))
    in_billions = Figure(key(GIFTS), Decimal(3), "tỷ đồng")
    done = store.record(handed(in_billions, digest="b", hours=1))
    assert [change.fields for change in done.changes] == [("unit",)]


def test_an_empty_line_that_comes_or_goes_is_no_difference(store: Store) -> None:
    store.record(handed(figure(GIFTS, None), figure(MEMBERS, "5")))
    assert store.record(handed(figure(MEMBERS, "5"), figure(RATE, None), digest="b", hours=1)).changes == ()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [(None, "5", ChangeKind.APPEARED), ("5", None, ChangeKind.VANISHED), ("0", "5", ChangeKind.CHANGED)],
)
def test_missing_is_never_zero_in_a_difference(
    store: Store, old: str | None, new: str | None, kind: ChangeKind
) -> None:
    store.record(handed(figure(GIFTS, old)))
    (change,) = store.record(handed(figure(GIFTS, new), digest="b", hours=1)).changes
    assert change.kind is kind


def test_award_lines_and_narratives_that_come_and_go_are_told(store: Store) -> None:
    kept, gone, come = award("Lê Văn Bình"), award("Phạm Thị Cúc"), award("Đỗ Văn Dũng")
    said, unsaid = narrative("Chưa có nhà văn hóa."), narrative("Thiếu kinh phí.")
    store.record(handed(awards=(kept, gone, kept), narratives=(said,)))
    moved = award("Lê Văn Bình", source=Source("khác.xlsx", "Khen thưởng", "B9"))
    revised = handed(awards=(moved, come), narratives=(unsaid,), digest="b", hours=1)
    done = store.record(revised)
    assert done.appeared == (come, unsaid)
    assert done.vanished == (gone, kept, said)
    assert (store.awards(YEAR), store.narratives(YEAR)) == (revised.awards, revised.narratives)


def test_a_version_sent_before_changes_nothing_and_says_so(store: Store) -> None:
    first, second = handed(figure(GIFTS, "183")), handed(figure(GIFTS, "190"), digest="b", hours=3)
    store.record(first)
    store.record(second)
    before = (store.revision(), store.submissions(YEAR))
    done = store.record(first)
    assert (done.status, done.submission_id, done.changes) == (Status.OLDER, 1, ())
    assert [str(told) for told in done.problems] == [
        (
            "W222 hoa-sen-a.xlsx: đây là bản cũ của «CD-HOA-SEN», năm 2025, đã nhận lúc 08 giờ 30, ngày 05/12/2025 và "
            "đã được thay bằng tệp «hoa-sen-b.xlsx»; số liệu không thay đổi\n"
            "     cách sửa: nếu đúng là muốn dùng lại bản cũ này thì nhập lại tệp với lựa chọn --force"
        )
    ]
    assert (store.revision(), store.submissions(YEAR)) == before
    assert store.figures([YEAR]) == second.figures


def test_a_version_sent_before_comes_back_when_forced(store: Store) -> None:
    first, second = handed(figure(GIFTS, "183")), handed(figure(GIFTS, "190"), digest="b", hours=3)
    store.record(first)
    store.record(second)
    done = store.record(first, force=True)
    assert (done.status, done.submission_id) == (Status.REVISED, 3)
    assert done.changes == (FigureChange(key(GIFTS), second.figures[0], first.figures[0]),)
    assert store.figures([YEAR]) == first.figures
    assert [record.version for record in store.submissions(YEAR)] == [3, 2, 1]
    assert store.record(second).status is Status.OLDER
    assert store.record(first).status is Status.UNCHANGED


def test_a_file_received_before_the_one_in_use_is_kept_but_not_used(store: Store) -> None:
    newer, late = handed(figure(GIFTS, "190"), digest="b", hours=3), handed(figure(GIFTS, "183"))
    store.record(newer)
    done = store.record(late, [problem()])
    assert (done.status, done.submission_id) == (Status.OLDER, 2)
    assert [str(told) for told in done.problems] == [
        (
            "W223 hoa-sen-a.xlsx: tệp này nhận lúc 08 giờ 30, ngày 05/12/2025, trước bản đang dùng của «CD-HOA-SEN», "
            "năm 2025 (tệp «hoa-sen-b.xlsx», nhận lúc 11 giờ 30, ngày 05/12/2025); đã lưu để tra cứu, "
            "số liệu không thay đổi\n"
            "     cách sửa: nếu tệp này mới là bản đúng thì nhập lại tệp với lựa chọn --force"
        )
    ]
    assert store.figures([YEAR]) == newer.figures
    assert store.submission(2) == late
    assert store.record(late, force=True).status is Status.REVISED
    assert store.figures([YEAR]) == late.figures


def test_a_batch_gives_the_same_as_its_files_one_by_one(store: Store) -> None:
    files = [
        handed(figure(GIFTS, "1")),
        handed(figure(GIFTS, "8", "CD-MAI"), unit="CD-MAI", digest="m"),
        handed(figure(GIFTS, "2"), digest="b", hours=1),
        handed(figure(GIFTS, "1")),
        handed(figure(GIFTS, "3"), figure(MEMBERS, "9"), digest="c", hours=2),
        handed(figure(GIFTS, "3"), figure(MEMBERS, "9"), digest="c", hours=2),
    ]
    done = store.record_many([(file, [problem(file=file.file)]) for file in files])
    assert [one.status.value for one in done] == ["new", "new", "revised", "older", "revised", "unchanged"]
    assert [one.submission_id for one in done] == [1, 2, 3, 1, 4, 4]
    assert [change.key for change in done[4].changes] == [key(GIFTS), key(MEMBERS)]
    assert store.figures([YEAR]) == (*files[4].figures, *files[1].figures)
    assert store.record_many([]) == ()


def test_a_batch_that_breaks_off_keeps_nothing(store: Store) -> None:
    store.record(handed(figure(GIFTS, "1")))
    bad_period = Period(YEAR.type, 1066)
    with pytest.raises(ValueError, match="1066"):
        store.record_many([(handed(figure(GIFTS, "2"), digest="b", hours=1), ()), (handed(period=bad_period), ())])
    assert store.figures([YEAR]) == (figure(GIFTS, "1"),)
    assert store.revision() == 1


TWICE = handed(
    figure(GIFTS, "183"),
    figure(GIFTS, "138", source=Source("hoa-sen.xlsx", "Số liệu", "E15")),
)
NOT_A_NUMBER = handed(figure(GIFTS, "NaN"))

REFUSED = [
    (
        TWICE,
        (
            "W220 hoa-sen.xlsx, trang tính «Số liệu», ô E15: số liệu B01 của «CD-HOA-SEN», năm 2025 được ghi hai lần "
            "trong cùng một tệp, lần trước ở hoa-sen.xlsx, «Số liệu»!E14, Trần Thị Lan; cả tệp chưa được lưu\n"
            "     cách sửa: giữ lại dòng đúng, xoá dòng kia rồi nhập lại tệp"
        ),
        (
            "Đề nghị đơn vị xem lại biểu (hoa-sen.xlsx, trang tính «Số liệu», ô E15): chỉ tiêu B01 được ghi hai lần, "
            "xin cho biết số nào đúng."
        ),
    ),
    (
        NOT_A_NUMBER,
        (
            "W221 hoa-sen.xlsx, trang tính «Số liệu», ô E14: số liệu B01 của «CD-HOA-SEN», năm 2025: cần một số, "
            "gặp «NaN»; cả tệp chưa được lưu\n"
            "     cách sửa: sửa thành số rồi nhập lại tệp"
        ),
        "Đề nghị đơn vị xem lại biểu (hoa-sen.xlsx, trang tính «Số liệu», ô E14): chỉ tiêu B01 cần ghi bằng số.",
    ),
]


@pytest.mark.parametrize(("submission", "message", "request_"), REFUSED)
def test_a_submission_that_contradicts_itself_is_refused_without_harm_to_the_others(
    store: Store, submission: Submission, message: str, request_: str
) -> None:
    other = handed(figure(GIFTS, "8", "CD-MAI"), unit="CD-MAI", digest="m")
    third = handed(figure(GIFTS, "9", "CD-SUNG"), unit="CD-SUNG", digest="s")
    done = store.record_many([(other, ()), (submission, [problem()]), (third, ())])
    assert [one.status for one in done] == [Status.NEW, Status.REFUSED, Status.NEW]
    assert [str(told) for told in done[1].problems] == [message]
    assert [told.request for told in done[1].problems] == [request_]
    assert store.figures([YEAR]) == (*other.figures, *third.figures)
    refused = next(record for record in store.submissions(YEAR) if record.submission_id == done[1].submission_id)
    assert (refused.standing, refused.problems) == (Standing.REJECTED, (problem(), *done[1].problems))


def test_figures_of_one_file_for_other_units_and_periods_count_under_their_own_key(store: Store) -> None:
    last_year = Figure(key(GIFTS, period=Period.parse("2024")), Decimal(150), "suất")
    of_a_member = figure(GIFTS, "20", "CD-MAI")
    store.record(handed(figure(GIFTS, "183"), last_year, of_a_member))
    assert store.figures([YEAR, Period.parse("2024")]) == (figure(GIFTS, "183"), of_a_member, last_year)
    own = handed(figure(GIFTS, "21", "CD-MAI"), unit="CD-MAI", digest="m", hours=1)
    store.record(own)
    assert store.figures([YEAR], ["CD-MAI"]) == own.figures
    store.record(handed(figure(GIFTS, "183"), digest="b", hours=2))
    assert store.figures([Period.parse("2024"), YEAR]) == (figure(GIFTS, "183"), *own.figures)


def test_figures_come_by_period_asked_for_then_unit_then_as_in_the_form(store: Store) -> None:
    store.record(handed(figure("Z", "1", "DV2"), figure("A", "2", "DV2"), unit="DV2"))
    store.record(handed(figure("M", "3", "DV1"), unit="DV1"))
    found = [(one.key.organisation, one.key.indicator) for one in store.figures([YEAR])]
    assert found == [("DV1", "M"), ("DV2", "Z"), ("DV2", "A")]
    assert store.figures([YEAR], []) == ()
    assert [one.key.organisation for one in store.figures([YEAR], {f"DV{n}" for n in range(2, 900)})] == ["DV2", "DV2"]
    assert store.figures([Period.parse("2020")]) == ()
