"""What pages ask of thousands of figures is worked out beside the server, before anybody looks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from drafter.desk import gather
from drafter.web.site import Site
from tests.desk.small_office import CAME, NEW_MEMBERS, SCHOOL, Desk, fill_form
from tests.web.browser import Browser, words


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The periods whose figures are put together from now on."""
    told: list[object] = []
    work = gather._period_figures

    def telling(ws: object, store: object, whole: object, *rest: object) -> object:
        told.append(whole)
        return work(ws, store, whole, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(gather, "_period_figures", telling)
    return told


def test_the_first_to_look_after_an_import_does_not_wait(
    browser: Browser, site: Site, desk: Desk, worked_out: list[object], tmp_path: Path
) -> None:
    desk.everybody()
    form = fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 14})
    site._now = lambda: CAME + timedelta(hours=1)
    browser.post("/don-vi/nhap", files=[(form.name, form.read_bytes())])
    site.jobs._worker.submit(lambda: None).result()  # whatever the job left to do is done
    assert worked_out
    worked_out.clear()
    assert "kết nạp mới 22 đoàn viên" in words(browser.get("/so-lieu?ky=2025"))  # 14 and twice 4
    assert worked_out == []


def test_what_goes_wrong_is_told_to_who_looks(site: Site) -> None:
    (site.home / "drafter.toml").write_text("[", "utf-8")
    site.warm()


def test_no_office_has_nothing_to_work_out(tmp_path: Path) -> None:
    site = Site(tmp_path / "trống", 8766)
    site.warm()
    site.close()
    site.warm()
