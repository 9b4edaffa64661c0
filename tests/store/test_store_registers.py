"""Registers in the store: what comes back is what was given, the later file counts, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import GIFTS, MORNING, UNIT, YEAR, figure, handed, problem

from drafter.model.figure import Source
from drafter.model.period import Period
from drafter.model.register import Register, Row, Value
from drafter.store.records import Recorded, Standing, Status
from drafter.store.store import Store
from drafter.store.texts import values_of, values_text

BALLOTS, GRADES = "bo-phieu", "xep-loai"
QUARTER = Period.parse("2025-Q1")


def row(cell: str = "B9", **values: Value) -> Row:
    return Row(UNIT, values, Source("phieu.xlsx", "Bỏ phiếu", cell, "Trần Thị Lan", MORNING))


def register(*rows: Row, digest: str = "a", hours: int = 0, **more: object) -> Register:
    """A register's file; `digest` is a letter that stands for its bytes, `hours` how long after the first it came."""
    known = {"code": BALLOTS, "organisation": UNIT, "period": YEAR, "file": f"phieu-{digest}.xlsx"} | more
    received = MORNING + timedelta(hours=hours)
    return Register(rows=rows, digest=digest * 64, received_at=received, submitted_by="Trần Thị Lan", **known)  # type: ignore[arg-type]


AN = row(noi_dung="Bình xét", dong_y=Decimal("27"), ty_le=Decimal("96.40"), ngay=date(2025, 12, 1), kin=True)
BINH = row("B10", noi_dung="Bầu cụm trưởng: «A & B»\ndòng hai", dong_y=Decimal("0"), kin=False, ghi_chu="27")


def test_what_comes_back_is_what_was_given(store: Store) -> None:
    given_ = register(AN, BINH)
    assert store.record_registers([(given_, [problem()])]) == (Recorded(Status.NEW, 1),)
    assert store.registers(BALLOTS, [YEAR]) == (given_,)
    back = store.registers(BALLOTS, [YEAR])[0].rows[0]
    assert {name: type(value) for name, value in back.values.items()} == {
        "noi_dung": str, "dong_y": Decimal, "ty_le": Decimal, "ngay": date, "kin": bool,
    }  # fmt: skip
    assert str(back.values["ty_le"]) == "96.40"
    assert store.problems(YEAR) == (problem(),)


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8),
        st.one_of(
            st.text(st.characters(codec="utf-8", exclude_characters="\0")),
            st.decimals(allow_nan=False, allow_infinity=False),
            st.dates(),
            st.booleans(),
        ),
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_values_survive_as_text(values: Mapping[str, Value]) -> None:
    back = values_of(values_text(values))
    assert back == values
    assert [(type(v), str(v)) for v in back.values()] == [(type(v), str(v)) for v in values.values()]


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    store.record_registers([(register(AN), ())])
    before = store.revision()
    renamed = replace(register(AN), file="phiếu (1).xlsx")
    assert store.record_registers([(renamed, ())]) == (Recorded(Status.UNCHANGED, 1),)
    assert store.revision() == before
    assert len(store.register_files(YEAR)) == 1


def test_a_later_file_takes_the_place_of_the_earlier_which_stays(store: Store) -> None:
    store.record_registers([(register(AN, BINH), ())])
    changed = replace(AN, values={**AN.values, "dong_y": Decimal(26)})
    moved = replace(BINH, source=Source("phieu.xlsx", "Bỏ phiếu", "B30"))
    (done,) = store.record_registers([(register(moved, changed, digest="b", hours=1), ())])
    assert done == Recorded(Status.REVISED, 2, appeared=(changed,), vanished=(AN,))
    assert [r.rows for r in store.registers(BALLOTS, [YEAR])] == [(moved, changed)]
    records = store.register_files(YEAR)
    assert [(r.submission_id, r.register, r.version, r.in_use, r.standing) for r in records] == [
        (2, BALLOTS, 2, True, Standing.RESUBMITTED),
        (1, BALLOTS, 1, False, Standing.SUBMITTED),
    ]


def test_two_files_of_one_batch_are_one_after_the_other(store: Store) -> None:
    done = store.record_registers([(register(AN), ()), (register(BINH, digest="b", hours=1), ())])
    assert [each.status for each in done] == [Status.NEW, Status.REVISED]
    assert [r.rows for r in store.registers(BALLOTS, [YEAR])] == [(BINH,)]


def test_an_older_file_is_kept_and_not_used_unless_it_is_forced(store: Store) -> None:
    store.record_registers([(register(AN), ()), (register(BINH, digest="b", hours=2), ())])
    (again,) = store.record_registers([(register(AN), ())])
    assert (again.status, again.submission_id, [p.code for p in again.problems]) == (Status.OLDER, 1, ["W222"])
    (late,) = store.record_registers([(register(AN, BINH, digest="c", hours=1), ())])
    assert (late.status, [p.code for p in late.problems]) == (Status.OLDER, ["W223"])
    assert [r.digest for r in store.registers(BALLOTS, [YEAR])] == ["b" * 64]
    (forced,) = store.record_registers([(register(AN), ())], force=True)
    assert forced.status is Status.REVISED
    assert [r.rows for r in store.registers(BALLOTS, [YEAR])] == [(AN,)]


def test_each_register_unit_and_period_has_versions_of_its_own(store: Store) -> None:
    files = [
        register(AN),
        register(AN, code=GRADES),
        register(AN, organisation="CD-SAO-MAI"),
        register(AN, period=QUARTER),
    ]
    done = store.record_registers([(file, ()) for file in files])
    assert {each.status for each in done} == {Status.NEW}
    others = replace(AN, organisation="CD-SAO-MAI")
    assert [(r.organisation, r.rows) for r in store.registers(BALLOTS, [YEAR])] == [
        (UNIT, (AN,)),
        ("CD-SAO-MAI", (others,)),
    ]
    assert [r.code for r in store.registers(GRADES, [YEAR])] == [GRADES]
    assert [r.period for r in store.registers(BALLOTS, [QUARTER, YEAR])] == [QUARTER, YEAR, YEAR]
    assert [r.organisation for r in store.registers(BALLOTS, [YEAR], ["CD-SAO-MAI"])] == ["CD-SAO-MAI"]
    assert store.registers(BALLOTS, [YEAR], []) == ()
    assert store.periods() == (QUARTER, YEAR)


def test_forms_of_figures_and_registers_of_a_unit_do_not_meet(store: Store) -> None:
    form = handed(figure(GIFTS, "183"))
    store.record(form)
    store.record_registers([(register(AN), ())])
    assert store.record(form) == Recorded(Status.UNCHANGED, 1)
    assert [r.submission_id for r in store.submissions(YEAR)] == [1]
    assert [r.submission_id for r in store.register_files(YEAR)] == [2]
    assert store.submission(2) is None
    store.record(handed(figure(GIFTS, "190"), digest="b", hours=1))
    assert len(store.history(figure(GIFTS, "1").key)) == 2
    assert [r.rows for r in store.registers(BALLOTS, [YEAR])] == [(AN,)]


def test_a_rejected_register_waits_until_a_later_one_of_the_same_register_mends_it(store: Store) -> None:
    told = problem("D183", "phieu-x.xlsx")
    number = store.record_rejected("phieu-x.xlsx", "x" * 64, UNIT, YEAR, MORNING, [told], BALLOTS)
    assert store.record_rejected("phieu-x.xlsx", "x" * 64, UNIT, YEAR, MORNING, [told], BALLOTS) == number
    store.record(handed(figure(GIFTS, "183")))  # a form of figures is no register
    assert [(r.outstanding, r.register) for r in store.register_files(YEAR)] == [(True, BALLOTS)]
    assert store.problems(YEAR) == (told,)
    store.record_registers([(register(AN, hours=1), ())])
    assert [r.outstanding for r in store.register_files(YEAR)] == [False, False]
    assert store.problems(YEAR) == ()


def test_a_rejected_register_of_no_known_period_is_among_the_nameless(store: Store) -> None:
    store.record_rejected("phieu-x.xlsx", "x" * 64, None, None, MORNING, [problem()], BALLOTS)
    assert [r.register for r in store.submissions(None)] == [BALLOTS]


@pytest.mark.parametrize("count", [1_200])
def test_a_thousand_and_more_rows_go_in_and_out_in_their_order(store: Store, count: int) -> None:
    rows = tuple(row(f"B{n}", ten=f"Nguyễn Văn {n}", so=Decimal(n)) for n in range(count))
    store.record_registers([(register(*rows), ())])
    assert store.registers(BALLOTS, [YEAR])[0].rows == rows


def test_nothing_handed_is_nothing_done(store: Store) -> None:
    assert store.record_registers([]) == ()
    assert store.revision() == 0
