"""The Excel templates of the shipped kinds: the file below `templates/` and what makes it, a line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook

from drafter.render.figures_workbook import workbook_bytes
from tests.makers.annex_interim import months_annex, quarter_annex
from tests.makers.annex_template import build_annex
from tests.makers.award_lists import award_lists
from tests.makers.cluster_annex import build_cluster_annex
from tests.makers.grade_annex import build_grade_annex
from tests.makers.score_workbook import build_score_workbook
from tests.makers.term_annex import build_target_table, build_term_annex

ANNEXES: Mapping[str, Callable[[], Workbook]] = {
    "bao-cao-nam/appendix.xlsx": build_annex,
    "bao-cao-quy/appendix.xlsx": quarter_annex,
    "bao-cao-6-thang/appendix.xlsx": months_annex,
    "bao-cao-9-thang/appendix.xlsx": months_annex,
    "bao-cao-giua-nhiem-ky/appendix.xlsx": build_term_annex,
    "bao-cao-nhiem-ky/appendix.xlsx": build_term_annex,
    "bieu-chi-tieu-nhiem-ky/appendix.xlsx": build_target_table,
    "xep-loai-cdcs/appendix.xlsx": build_grade_annex,
    "cum-thi-dua-quy/appendix.xlsx": build_cluster_annex,
    "cum-thi-dua-nam/appendix.xlsx": build_cluster_annex,
    "cum-thi-dua-khao-sat/appendix.xlsx": build_cluster_annex,
    "bang-cham-diem-thi-dua/cham-diem.xlsx": build_score_workbook,
    "to-trinh-khen-thuong/list.xlsx": lambda: award_lists("trinh", "ĐỀ NGHỊ KHEN THƯỞNG"),
    "quyet-dinh-khen-thuong/list.xlsx": lambda: award_lists("quyet", "ĐƯỢC KHEN THƯỞNG", record=False),
    "danh-sach-khen-thuong/list.xlsx": lambda: award_lists("ca_dot", "ĐỀ NGHỊ KHEN THƯỞNG"),
}


def main() -> None:
    """Write them all."""
    templates = Path(__file__).parents[2] / "templates"
    for name, build in ANNEXES.items():
        (templates / name).write_bytes(workbook_bytes(build()))


if __name__ == "__main__":
    main()
