"""Every paper of a period at once: which there is something for, one figure the same in each, why not the others."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drafter.desk.draft import draft
from drafter.desk.draft_all import AllDrafted, draft_all
from drafter.desk.kinds import new_kind
from drafter.desk.problems import DeskError
from drafter.model.period import Period
from drafter.store.store import open_store
from tests.desk.small_office import CAME, Y2025, Desk
from tests.golden.drafts import OCCASIONS, _filled_office

_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def everything(desk: Desk, period: Period = Y2025, **told: object) -> AllDrafted:
    return draft_all(desk.ws, desk.store, period, now=CAME, **told)  # type: ignore[arg-type]


def why(found: AllDrafted) -> dict[str, str]:
    return {one.code: str(one.problems[0]).splitlines()[0] for one in found.skipped}


def test_what_there_is_figures_for_is_drafted_and_the_rest_told(desk: Desk) -> None:
    desk.everybody()
    found = everything(desk)
    drafted = dict(found.reports)
    assert {"bao-cao-nam", "bao-cao-nam-tom-tat"} <= set(drafted)
    assert all(path.is_file() for report in drafted.values() for path in report.files)
    reasons = why(found)
    assert reasons["cum-thi-dua-nam"].startswith("C230 không lập «Báo cáo tổng kết năm của cụm thi đua»: văn phòng")
    assert reasons["xep-loai-cdcs"].endswith("của năm 2025 chưa có dòng nào")
    assert reasons["giay-khen"].endswith("sổ «Danh sách đề nghị khen thưởng» của năm 2025 chưa có dòng nào")
    assert set(drafted) & set(reasons) == set()


def test_kinds_of_other_periods_are_in_neither(desk: Desk) -> None:
    desk.everybody()
    found = everything(desk)
    codes = {code for code, _ in found.reports} | set(why(found))
    assert codes & {"bao-cao-quy", "bao-cao-6-thang", "bao-cao-nhiem-ky"} == set()


def test_a_period_of_which_nothing_is_known_has_no_papers(desk: Desk) -> None:
    found = everything(desk)
    assert found.reports == ()
    assert why(found)["bao-cao-nam"] == "C230 không lập «Báo cáo tổng kết năm»: chưa có số liệu của năm 2025"


def test_a_kind_with_a_fault_keeps_no_other_from_being_drafted(desk: Desk) -> None:
    desk.everybody()
    home = new_kind(desk.folder, "bao-cao-loi", "bao-cao-nam")
    (home / "report.docx").write_bytes(b"")
    found = everything(desk)
    assert "bao-cao-nam" in dict(found.reports)
    assert "bao-cao-loi" in why(found)


def test_each_kind_has_a_folder_of_its_own_below_the_one_named(desk: Desk, tmp_path: Path) -> None:
    desk.everybody()
    found = everything(desk, folder=tmp_path / "ra")
    assert {path.parent.name for _, report in found.reports for path in report.files} == dict(found.reports).keys()


def test_one_kind_without_its_register_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(DeskError) as error:
        draft(desk.ws, desk.store, "giay-khen", Y2025, now=CAME)
    assert str(error.value).startswith(
        "C230 không lập «Giấy khen»: sổ «Danh sách đề nghị khen thưởng» của năm 2025 chưa có dòng nào\n"
        "     cách sửa: lập sổ bằng «drafter form --register de-nghi-khen --period 2025»"
    )


def test_a_figure_is_the_same_in_every_paper_that_tells_it(tmp_path: Path) -> None:
    """Each figure by its key: the first number that is printed of it is one, however many papers print it."""
    occasion = OCCASIONS["thanh-tri-2020"]
    ws = _filled_office(occasion.office, occasion.folders)
    now = datetime(2020, 12, 31, 8, 30, tzinfo=UTC)
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with open_store(ws.database) as store:
        found = draft_all(ws, store, Period.parse("2020"), now=now, day=now.date(), folder=tmp_path)
        assert len(found.reports) >= 2
        for code, report in found.reports:
            stored = store.draft(report.doc_id)
            assert stored is not None
            for carrier in json.loads(json.dumps(stored.manifest))["carriers"]:
                number = _NUMBER.search(carrier["text"])
                if number and "#" not in carrier["key"]:
                    said[carrier["key"]][code].add(number[0])
    shared = {key: papers for key, papers in said.items() if len(papers) > 1}
    assert {"E01/LDLD-THANHTRI/2020", "C16a/LDLD-THANHTRI/2020"} <= set(shared)
    assert {key: papers for key, papers in said.items() if len(set.union(*papers.values())) > 1} == {}
