"""An officer's draft and late figures: what is changed, what is kept, what is told, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from drafter.desk.checking.check import check_files
from drafter.desk.demonstrating.officer import reviewed
from drafter.desk.draft import draft
from drafter.desk.problems import DeskError
from drafter.desk.refreshing import refresh as refreshing
from drafter.desk.refreshing.refresh import refresh_files
from drafter.desk.refreshing.words import AROUND, Refreshed
from drafter.fill.package import read_package
from drafter.fill.word.links import Additions
from drafter.intake.form_layout import FigureColumn
from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.reconcile.choices import Choice
from drafter.revise.names import W
from drafter.store.records import Issued
from tests.desk.small_office import (
    CAME,
    COMMUNE,
    GIFT_MONEY,
    GIFTS,
    MEETINGS,
    MEMBERS,
    NEW_MEMBERS,
    OFFICE,
    SEWING,
    Y2025,
    Desk,
    fill_form,
    retype,
)
from tests.format_rules.changes import said as words_instead
from tests.revise.officer import Desk as Screen
from tests.revise.officer import add_hedge, decide_changes, delete_control, drop_bookmark, overwrite, set_text, unwrap

LATER = CAME + timedelta(days=7)
WHOLE = {"A01": 50, MEMBERS: 40, MEETINGS: (1, 1), GIFTS: 10, GIFT_MONEY: 5, NEW_MEMBERS: 4, "G06": 1}
NEW = {**WHOLE, MEMBERS: 45, NEW_MEMBERS: 9, GIFTS: 12}


@dataclass
class Life:
    """A draft that an officer has on the screen; `late` brings new figures in, `refresh` refreshes what was saved."""

    desk: Desk
    path: Path
    names: dict[str, str]

    @property
    def folder(self) -> Path:
        return self.desk.folder

    def edit(self, *edits: tuple[Callable[[Screen, str], str], str], name: str = "da-sua.docx") -> Path:
        """Save an edited copy: each edit with the code of the figure that it is about."""
        screen = Screen.of(self.path.read_bytes(), 1)
        for change, code in edits:
            change(screen, self.names[code])
        path = self.folder / name
        path.write_bytes(screen.data())
        return path

    def late(self, days: int = 7, **typed: object) -> None:
        figures = {**NEW, **typed}
        self.desk.hand_in(SEWING, figures, name=f"nop-lai-{days}.xlsx", now=CAME + timedelta(days=days))

    def refresh(self, path: Path, days: int = 8, **told: object) -> Refreshed:
        found = refresh_files(self.desk.ws, self.desk.store, [path], now=CAME + timedelta(days=days), **told)  # type: ignore[arg-type]
        return found.files[0]


@pytest.fixture
def life(desk: Desk) -> Life:
    desk.everybody()
    report = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME)
    manifest = desk.store.draft(report.doc_id).manifest  # type: ignore[union-attr]
    names: dict[str, str] = {}
    for one in manifest["carriers"]:
        names.setdefault(one["key"].replace(f"/{OFFICE}/2025", ""), one["bookmark"])
    return Life(desk, report.files[0], names)


def said(path: Path | None, view: View = View.ACCEPTED) -> str:
    assert path is not None
    return visible_text(read_page(path.read_bytes()), view)


def codes(one: Refreshed) -> list[str]:
    return [problem.code for problem in one.problems]


def test_late_figures_come_as_tracked_changes_with_their_source(life: Life) -> None:
    before = life.path.read_bytes()
    life.late()
    found = life.refresh(life.path)
    assert life.path.read_bytes() == before
    assert "125 đoàn viên" in said(found.target)
    assert said(found.target, View.REJECTED) == said(life.path)
    assert found.target == life.path.with_name("report-cap-nhat.docx")
    comments = read_page(found.target.read_bytes()).comments  # type: ignore[union-attr]
    assert {comment.author for comment in comments} == {"Trợ lý soạn thảo"}
    mine = next(comment.text for comment in comments if "120 đoàn viên → 125 đoàn viên" in comment.text)
    assert "nop-lai-7.xlsx, trang «Số liệu», ô F" in mine
    assert f"nộp {LATER:%d/%m/%Y %H:%M}" in mine
    assert any(change.old == "120 đoàn viên" and change.new == "125 đoàn viên" for change in found.changed)
    told = found.notes.read_text("utf-8-sig") if found.notes else ""
    assert "120 đoàn viên → 125 đoàn viên" in told


def test_only_what_was_written_differs_from_the_officers_file(life: Life) -> None:
    life.late()
    found = life.refresh(life.path)
    old, new = read_package(life.path), read_package(found.target or life.path)
    changed = {name for name in new.names if name not in old or old.read(name) != new.read(name)}
    assert changed <= {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
        "docProps/custom.xml",
    }
    assert all(old.members[name].raw == new.members[name].raw for name in old.names if name not in changed)


def test_edits_stay_and_conflicts_come_first(life: Life) -> None:
    path = life.edit((overwrite, MEMBERS), (overwrite, MEETINGS), (delete_control, GIFTS), (drop_bookmark, NEW_MEMBERS))
    life.late()
    found = life.refresh(path)
    assert [problem.code for problem in found.conflicts] == ["R110"]
    assert "125" in found.conflicts[0].what
    assert "Nguồn số mới: nop-lai-7.xlsx" in found.conflicts[0].what
    assert "R118" in codes(found)
    assert "R111" in codes(found)
    assert said(found.target, View.REJECTED) == said(path)
    told = found.notes.read_text("utf-8-sig") if found.notes else ""
    assert told.index("VƯỚNG") < told.index("ĐÃ ĐỀ NGHỊ")
    assert any(change.new.startswith("17") for change in found.changed)


def test_nothing_new_writes_nothing(life: Life) -> None:
    found = life.refresh(life.edit((add_hedge, MEMBERS)))
    assert (found.target, found.conflicts, found.changed) == (None, (), ())
    assert codes(found) == ["R118"]
    assert not list(life.folder.glob("*cap-nhat*"))


def test_the_same_file_again_gives_the_same_file(life: Life) -> None:
    life.late()
    one, two = life.refresh(life.path, 8), life.refresh(life.path, 9)
    assert one.target == two.target
    assert len(life.desk.store.drafts()) == 2


def test_a_change_that_waits_is_replaced_and_a_refused_one_is_not_offered_again(life: Life) -> None:
    life.late()
    first = life.refresh(life.path)
    assert first.target
    again = life.refresh(first.target)
    assert again.target is None
    assert again.waiting
    refused = life.folder / "tu-choi.docx"
    refused.write_bytes(decide_changes(first.target.read_bytes(), lambda: "reject"))
    found = life.refresh(refused)
    assert found.target is None
    assert "R115" in codes(found)
    life.late(10, **{MEMBERS: 47})
    newer = life.refresh(refused, 11)
    assert any(change.new == "127 đoàn viên" for change in newer.changed)
    assert "R115" in codes(newer)  # the others are still refused
    over = life.refresh(first.target, 11)
    assert any((change.old, change.new) == ("120 đoàn viên", "127 đoàn viên") for change in over.changed)
    assert said(over.target, View.REJECTED) == said(life.path)


def test_what_was_accepted_is_the_base_of_the_next_round(life: Life) -> None:
    life.late()
    first = life.refresh(life.path)
    assert first.target
    accepted = life.folder / "chap-nhan.docx"
    accepted.write_bytes(decide_changes(first.target.read_bytes(), lambda: "accept"))
    assert life.refresh(accepted).target is None
    life.late(10, **{MEMBERS: 47})
    found = life.refresh(accepted, 11)
    assert found.conflicts == ()
    assert any((change.old, change.new) == ("125 đoàn viên", "127 đoàn viên") for change in found.changed)


def test_figures_that_go_back_take_our_change_back(life: Life) -> None:
    life.late()
    first = life.refresh(life.path)
    assert first.target
    life.late(10, **{**WHOLE, GIFTS: 12})  # all but one figure
    found = life.refresh(first.target, 11)
    assert "120 đoàn viên" in said(found.target)
    assert said(found.target, View.REJECTED) == said(life.path)
    assert any(change.source == "rút đề nghị trước" for change in found.changed)
    assert read_page(found.target.read_bytes()).tracked < read_page(first.target.read_bytes()).tracked  # type: ignore[union-attr]


def test_a_gap_is_filled_when_the_figure_comes(desk: Desk) -> None:
    desk.hand_in(SEWING, {key: value for key, value in WHOLE.items() if key != MEMBERS})
    report = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME)
    assert "[chưa có số liệu: Tổng số đoàn viên công đoàn]" in said(report.files[0])
    desk.hand_in(SEWING, WHOLE, name="nop-lai.xlsx", now=LATER)
    desk.hand_in(COMMUNE, WHOLE, name="nop-muon.xlsx", now=LATER)
    found = refresh_files(desk.ws, desk.store, [report.files[0]], now=LATER).files[0]
    assert "80 đoàn viên" in said(found.target)
    page = read_page(found.target.read_bytes())  # type: ignore[union-attr]
    runs = [run for section in page.sections for block in section.blocks for run in getattr(block, "runs", ())]
    assert next(run for run in runs if run.text == "80 đoàn viên").look.highlight == ""
    assert "CÒN THIẾU" in said(report.files[0])


def test_a_file_without_its_properties_is_known_by_its_figures(life: Life) -> None:
    life.late()
    parts = read_package(life.path)
    xml = next(name for name in parts.names if name.startswith("customXml/") and b"urn:drafter" in parts.read(name))
    for number, gone in enumerate((["docProps/custom.xml"], ["docProps/custom.xml", xml])):
        bare = life.folder / f"bo-thong-tin-{number}.docx"
        bare.write_bytes(parts.with_parts({}, dropped=gone).write({}))
        assert "125 đoàn viên" in said(life.refresh(bare).target)


def test_bare_text_is_only_proposed(life: Life) -> None:
    screen = Screen.of(life.path.read_bytes())
    for root in screen.roots.values():
        for control in list(root.iter("{*}sdt")):
            for child in list(control.find("{*}sdtContent")):
                control.addprevious(child)
            control.getparent().remove(control)
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(root.iter(f"{{*}}{tag}")):
                mark.getparent().remove(mark)
    path = life.folder / "chi-con-chu.docx"
    path.write_bytes(screen.data())
    life.late()
    found = life.refresh(path)
    assert "R116" in codes(found)
    assert not any("đoàn viên" in change.new for change in found.changed)


def typed_over(text: str) -> Callable[[Screen, str], str]:
    def change(screen: Screen, bookmark: str) -> str:
        set_text(screen.control(bookmark), text)
        return "overwritten"

    return change


def test_two_officers_copies_each_against_the_same_base(life: Life) -> None:
    one = life.edit((typed_over("121 đoàn viên"), MEMBERS), name="a.docx")
    two = life.edit((typed_over("122 đoàn viên"), MEMBERS), name="b.docx")
    life.late()
    found = refresh_files(life.desk.ws, life.desk.store, [one, two], now=LATER)
    assert [len(each.conflicts) for each in found.files] == [1, 1]
    assert len(found.between) == 1
    assert "«a.docx» ghi «121 đoàn viên», «b.docx» ghi «122 đoàn viên»" in found.between[0].what


def test_copies_that_come_on_different_days_are_compared(life: Life) -> None:
    def between(path: Path, days: int) -> list[str]:
        found = refresh_files(life.desk.ws, life.desk.store, [path], now=CAME + timedelta(days=days))
        return [one.what.partition(": ")[2] for one in found.between]

    life.late()
    one = life.edit((typed_over("121 đoàn viên"), MEMBERS), (delete_control, GIFTS), name="a.docx")
    two = life.edit((typed_over("122 đoàn viên"), MEMBERS), (delete_control, GIFTS), name="b.docx")
    first, second = "«a.docx (cập nhật 14/01/2026)» ghi «121 đoàn viên»", "«b.docx» ghi «122 đoàn viên»"
    assert between(one, 8) == []
    assert between(two, 9) == [f"{second}, {first}"]
    assert between(two, 10) == [f"{second}, {first}"]  # not with itself
    accepted = life.folder / "a-duyet.docx"
    accepted.write_bytes(reviewed((life.folder / "a-cap-nhat.docx").read_bytes())[0])
    life.late(10, **{NEW_MEMBERS: 6})
    third = "«a-duyet.docx» ghi «121 đoàn viên», «b.docx (cập nhật 15/01/2026)» ghi «122 đoàn viên»"
    assert between(accepted, 11) == [third]  # nor with the round that it came from


def test_an_update_that_another_one_of_the_same_file_replaced_is_no_other_copy(life: Life) -> None:
    life.late()
    path = life.edit((typed_over("121 đoàn viên"), MEMBERS), name="a.docx")
    ws, store = life.desk.ws, life.desk.store
    (asked,) = refresh_files(ws, store, [path], now=LATER).files[0].asked
    (done,) = refresh_files(ws, store, [path], now=LATER, choices={asked.ref: Choice.TAKE}).files
    assert done.target == life.folder / "a-cap-nhat-v2.docx"
    final = life.folder / "cuối.docx"
    final.write_bytes(reviewed(done.target.read_bytes())[0])
    assert refresh_files(ws, store, [final], now=LATER + timedelta(days=1)).between == ()


def paragraph_away(screen: Screen, bookmark: str) -> str:
    """The whole paragraph of a figure deleted."""
    paragraph = next(screen.start(bookmark).iterancestors(f"{W}p"))
    paragraph.getparent().remove(paragraph)
    return "gone"


def test_a_paragraph_that_the_officer_deleted_is_told_once_with_all_its_figures(life: Life) -> None:
    found = life.refresh(life.edit((paragraph_away, MEMBERS)))
    (edit,) = found.edits
    assert (edit.label, edit.new) == ("", "")
    assert "120 đoàn viên" in edit.old


def test_a_figure_that_the_officer_deleted_out_of_its_sentence_is_told(life: Life) -> None:
    found = life.refresh(life.edit((delete_control, MEMBERS)))
    assert ("Tổng số đoàn viên công đoàn", "") in [(edit.label, edit.new) for edit in found.edits]


def moved_into(screen: Screen, part: str, bookmark: str) -> None:
    """The figure cut and pasted into another part, its bookmark with it."""
    start, control = screen.start(bookmark), screen.control(bookmark)
    end = next(one for one in control.itersiblings() if one.tag == f"{W}bookmarkEnd")
    paragraph = next(screen.roots[part].iter(f"{W}p"))
    for one in (start, control, end):
        paragraph.append(one)


def test_figures_in_headers_are_told_in_one_comment_at_the_papers_head(life: Life) -> None:
    screen = Screen.of(life.path.read_bytes())
    header = next(name for name in screen.roots if name.startswith("word/header"))
    for code in (MEMBERS, GIFTS):
        moved_into(screen, header, life.names[code])
    path = life.folder / "dau-trang.docx"
    path.write_bytes(screen.data())
    life.late()
    found = life.refresh(path)
    assert any(change.where.startswith("đầu trang: ") for change in found.changed)
    assert found.target
    around = [one for one in read_page(found.target.read_bytes()).comments if one.text.startswith(AROUND)]
    assert len(around) == 1
    assert "120 đoàn viên → 125 đoàn viên" in around[0].text
    assert "nop-lai-7.xlsx" in around[0].text
    life.late(10, **{MEMBERS: 47})
    newer = life.refresh(found.target, 11)
    assert newer.target
    around = [one for one in read_page(newer.target.read_bytes()).comments if one.text.startswith(AROUND)]
    assert len(around) == 1
    assert "120 đoàn viên → 127 đoàn viên" in around[0].text
    assert around[0].text.count("→") == 2  # what still waits is told again


def test_a_figure_in_a_footnote_has_its_comment_at_the_notes_sign(life: Life) -> None:
    screen = Screen.of(with_a_footnote(life.path.read_bytes()))
    moved_into(screen, "word/footnotes.xml", life.names[MEMBERS])
    path = life.folder / "chu-thich.docx"
    path.write_bytes(screen.data())
    life.late()
    found = life.refresh(path)
    assert found.target
    mine = [one for one in read_page(found.target.read_bytes()).comments if "120 đoàn viên → 125 đoàn viên" in one.text]
    assert len(mine) == 1
    assert mine[0].text.startswith("Về số ghi trong chú thích này:")
    assert any(change.where.startswith("chú thích: ") for change in found.changed)
    assert said(found.target, View.REJECTED) == said(path)


def with_a_footnote(data: bytes) -> bytes:
    """The paper with a note at the end of its last paragraph."""
    package = read_package(data)
    additions = Additions(package)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    additions.part("word/document.xml", "word/footnotes.xml", "footnotes", kind)
    note = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="2"><w:p/></w:footnote></w:footnotes>'
    sign = b'<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    document = package.read("word/document.xml")
    at = document.rindex(b"</w:p>")
    parts = {**additions.parts(), "word/footnotes.xml": note.encode()}
    parts["word/document.xml"] = document[:at] + sign + document[at + len(b"</w:p>") :]
    return package.with_parts(parts).write({})


def stopped(life: Life, path: Path, **told: object) -> str:
    before = {file: file.read_bytes() for file in life.folder.rglob("*") if file.is_file() and file.suffix == ".docx"}
    with pytest.raises(DeskError) as caught:
        life.refresh(path, **told)
    after = {file: file.read_bytes() for file in life.folder.rglob("*") if file.is_file() and file.suffix == ".docx"}
    assert after == before
    return caught.value.problems[0].code


def test_what_is_not_ours_is_refused(life: Life, tmp_path: Path) -> None:
    foreign = life.folder / "la.docx"
    foreign.write_bytes((Path(__file__).parents[2] / "templates" / "bao-cao-nam" / "report.docx").read_bytes())
    assert stopped(life, foreign) == "R101"
    (life.folder / "rac.docx").write_bytes(b"PK rubbish")
    assert stopped(life, life.folder / "rac.docx") == "F101"
    assert stopped(life, life.folder / "khong-co.docx") == "W116"


def test_a_draft_of_another_office_is_told_apart(life: Life) -> None:
    screen = Screen.of(life.path.read_bytes())
    screen.parts["docProps/custom.xml"] = screen.parts["docProps/custom.xml"].replace(b"bao-cao-nam-", b"khac-")
    for root in screen.roots.values():
        for mark in root.iter("{*}bookmarkStart"):
            name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}name"
            mark.set(name, mark.get(name).replace("_drf_", "_khac_"))
    path = life.folder / "khac.docx"
    path.write_bytes(screen.data())
    assert stopped(life, path) == "R102"


def test_a_strict_file_is_asked_for_in_the_usual_form(life: Life) -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    plain = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with ZipFile(life.path) as archive:
        parts = {name: archive.read(name).replace(plain, strict) for name in archive.namelist()}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path = life.folder / "strict.docx"
    path.write_bytes(buffer.getvalue())
    assert stopped(life, path) == "R103"


def test_no_file_is_written_over(life: Life) -> None:
    life.late()
    assert stopped(life, life.path, out=life.path) == "R104"
    taken = life.path.with_name("report-cap-nhat.docx")
    taken.write_bytes(b"x")
    assert life.refresh(life.path).target == life.path.with_name("report-cap-nhat-v2.docx")
    assert taken.read_bytes() == b"x"


def test_what_does_not_pass_its_check_is_not_given_out(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    life.late()
    monkeypatch.setattr(refreshing, "faults", lambda *_: ["từ chối hết không ra đúng bản gửi"])
    assert stopped(life, life.path) == "R105"
    assert len(life.desk.store.drafts()) == 1


def test_a_paper_with_most_figures_retyped_is_asked_about(life: Life) -> None:
    screen = Screen.of(life.path.read_bytes(), 3)
    for bookmark in screen.bookmarks():
        overwrite(screen, bookmark)
    path = life.folder / "ky-khac.docx"
    path.write_bytes(screen.data())
    life.late()
    if len(life.names) >= 10:
        assert stopped(life, path) == "R106"
    assert life.refresh(path, force=True).conflicts


def test_an_issued_paper_is_not_refreshed(life: Life) -> None:
    record = life.desk.store.drafts()[0]
    issued = Issued(record.doc_id, 1, "45", date(2026, 1, 15), "report.docx", LATER, life.path.read_bytes())
    life.desk.store.issue(issued)
    life.late()
    assert stopped(life, life.path) == "R107"


def with_target(desk: Desk, reached: int, name: str, days: int) -> None:
    """A form in which new members are held against a target of twelve."""
    path = fill_form(desk.folder / "chi-tieu" / name, SEWING, "2025", {**WHOLE, NEW_MEMBERS: reached})
    retype(path, {NEW_MEMBERS: 12}, FigureColumn.TARGET)
    desk.take(path, now=CAME + timedelta(days=days))


def held_against_a_target(desk: Desk, before: int, after: int) -> tuple[Path, Callable[[Path], Refreshed]]:
    with_target(desk, before, "truoc.xlsx", 0)
    report = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME)
    with_target(desk, after, "sau.xlsx", 7)
    return report.files[0], lambda path: refresh_files(desk.ws, desk.store, [path], now=LATER).files[0]


def test_a_sentence_that_comes_with_a_missed_target_is_proposed(desk: Desk) -> None:
    path, refreshed = held_against_a_target(desk, 12, 9)
    found = refreshed(path)
    assert any(change.new == "chưa đạt" for change in found.changed)
    assert any(change.where == "đoạn văn" and "9/12 đoàn viên" in change.new for change in found.changed)
    assert not {"R113", "R119"} & set(codes(found))
    assert said(found.target, View.REJECTED) == said(path)
    again = refreshed(found.target)  # type: ignore[arg-type]
    assert (again.target, again.conflicts) == (None, ())


def test_a_sentence_that_goes_with_a_target_that_is_met_is_proposed(desk: Desk) -> None:
    path, refreshed = held_against_a_target(desk, 9, 12)
    found = refreshed(path)
    assert any((change.old, change.new) == ("chưa đạt", "đạt") for change in found.changed)
    assert any(change.where == "đoạn văn" for change in found.changed)
    assert not {"R112", "R119"} & set(codes(found))
    assert said(found.target, View.REJECTED) == said(path)


def checked(desk: Desk, path: Path) -> list[str]:
    (one,) = check_files((path,), LATER.date(), ws=desk.ws, store=desk.store)
    return [problem.what for problem in one.problems if problem.code == "SL-08"]


def test_a_sentence_that_goes_leaves_no_control_behind_and_nothing_untrue(desk: Desk) -> None:
    path, refreshed = held_against_a_target(desk, 9, 12)
    data, changes, _ = reviewed(refreshed(path).target.read_bytes())  # type: ignore[union-attr]
    assert changes
    accepted = path.with_name("chap-nhan.docx")
    accepted.write_bytes(data)
    controls = list(Screen.of(data).document.iter(f"{W}sdt"))
    assert controls
    assert all("".join(one.itertext(f"{W}t")) for one in controls)
    assert checked(desk, accepted) == []


def test_a_figure_that_only_its_bookmark_carries_is_still_held_against_the_store(life: Life) -> None:
    path = life.edit((overwrite, MEMBERS), (unwrap, MEMBERS), name="bo-o.docx")
    assert any("120 đoàn viên" in one for one in checked(life.desk, path))
    assert checked(life.desk, life.path) == []


def test_a_sentence_that_the_officer_has_touched_is_only_told(desk: Desk) -> None:
    path, refreshed = held_against_a_target(desk, 9, 12)
    screen = Screen.of(path.read_bytes())
    marks = [
        mark for mark in screen.bookmarks() if "".join(screen.control(mark).itertext()).strip() == "9/12 đoàn viên"
    ]
    for mark in marks:
        paragraph = next(screen.start(mark).iterancestors(f"{W}p"))
        next(letters for letters in paragraph.iter(f"{W}t") if letters.text).text = "Đồng chí viết lại: "
    path = path.with_name("viet-lai.docx")
    path.write_bytes(screen.data())
    found = refreshed(path)
    assert "R119" in codes(found)
    assert not any("viết lại" in change.old for change in found.changed if change.where == "đoạn văn")


def test_what_the_officer_wrote_is_listed_at_every_round_and_what_we_wrote_never(desk: Desk) -> None:
    path, refreshed = held_against_a_target(desk, 9, 12)

    def rewritten(data: bytes, old: str, new: str, name: str) -> Path:
        made = path.with_name(name)
        made.write_bytes(words_instead(old, new)(data))
        return made

    def edits(one: Refreshed) -> list[str]:
        return [edit.new for edit in one.edits if not edit.label]

    first = rewritten(path.read_bytes(), "Các công đoàn cơ sở trực thuộc", "Các đơn vị trực thuộc", "mot.docx")
    found = refreshed(first)
    assert edits(found) == ["- Các đơn vị trực thuộc;"]
    told = found.notes.read_text("utf-8-sig") if found.notes else ""
    assert "- Các công đoàn cơ sở trực thuộc; → - Các đơn vị trực thuộc;" in told.partition("LỜI VĂN ĐỒNG CHÍ")[2]
    accepted, changes, _ = reviewed(found.target.read_bytes())  # type: ignore[union-attr]
    assert changes
    second = rewritten(accepted, "(để báo cáo)", "(thay báo cáo)", "hai.docx")
    with_target(desk, 11, "sau-nua.xlsx", 8)
    found = refreshed(second)
    both = ["- Tổng Liên đoàn Lao động Việt Nam (thay báo cáo);", "- Các đơn vị trực thuộc;"]
    assert found.changed
    assert edits(found) == both
    assert [one for one in found.edits if one.label] == []  # what we took out with its words is not theirs
    waiting = rewritten(found.target.read_bytes(), "NHIỆM VỤ NĂM 2026", "NHIỆM VỤ NĂM TỚI", "ba.docx")  # type: ignore[union-attr]
    with_target(desk, 10, "lan-cuoi.xlsx", 9)
    assert edits(refreshed(waiting)) == ["PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM TỚI", *both]


def test_a_percent_waits_for_its_figure(desk: Desk) -> None:
    path, refreshed = held_against_a_target(desk, 9, 12)
    screen = Screen.of(path.read_bytes())
    for mark in screen.bookmarks():
        if "".join(screen.control(mark).itertext()).strip() == "9/12 đoàn viên":
            set_text(screen.control(mark), "10/12 đoàn viên")
    path = path.with_name("sua.docx")
    path.write_bytes(screen.data())
    found = refreshed(path)
    assert found.conflicts
    assert "R117" in codes(found)
    assert not any(change.new == "100%" for change in found.changed)
