"""Turn a paper of an emulation cluster into what its template sees: members, posts, figures side by side, scores.

Everything is under `cum`. Where the paper's kind keeps no register of the cluster, there is nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from drafter.clusters.members import REGISTER, Cluster, Post, Role, check_cluster, read_cluster
from drafter.fill.values import Carried, Phrase
from drafter.model.indicator import Aggregate, Kind
from drafter.model.narrative import Topic
from drafter.model.organisation import Level
from drafter.model.problem import Problem
from drafter.render.annex import WHOLE, as_printed, number_cell
from drafter.render.cluster_figures import ClusterFigure, ClusterUnits, column_names, listed_names, short_name
from drafter.render.paper import Paper
from drafter.render.score_slots import score_slots
from drafter.render.scoring import score_questions
from drafter.render.slots import FigureSlot, cell_number, gap
from drafter.render.unit_values import unit_values
from drafter.standards.cluster_scoring import stand_ins
from drafter.wording.counts import count
from drafter.wording.lists import and_list
from drafter.wording.quotes import paper_quotes

_MOST_COLUMNS = 6  # so many units stand side by side on an upright page

_POSTS = {
    "cum_truong": Role.HEAD,
    "cum_pho": Role.DEPUTY,
    "nguoi_bao_cao": Role.REPORTER,
    "cum_truong_sau": Role.NEXT_HEAD,
    "cum_pho_sau": Role.NEXT_DEPUTY,
    "truong_doan": Role.SURVEY_HEAD,
}
_POST_NAMES = {
    "cum_truong": "cụm trưởng",
    "cum_pho": "cụm phó",
    "nguoi_bao_cao": "người báo cáo",
    "cum_truong_sau": "cụm trưởng năm sau",
    "cum_pho_sau": "cụm phó năm sau",
    "truong_doan": "trưởng đoàn khảo sát",
}
_NEEDED = {
    "mo_hinh": "mô hình mới, nét sáng tạo",
    "kien_nghi": "kiến nghị, đề xuất",
    "bo_phieu": "kết quả bỏ phiếu",
    "de_nghi_khen": "đề nghị khen thưởng",
}
_OPINIONS = {"kho_khan": Topic.LIMITATION, "kien_nghi": Topic.PROPOSAL, "mo_hinh": Topic.HIGHLIGHT}


def cluster_slots(paper: Paper) -> Mapping[str, object]:
    """What a template may say of the cluster."""
    if REGISTER not in paper.kind.registers:
        return {}
    cluster = cluster_of(paper)
    figures = cluster_figures(paper, cluster)
    rows = [figure.row() for figure in figures.values() if figure.given]
    return {
        "cum": {
            **figures,
            "ten": cluster_name(paper),
            "so_don_vi": _number(paper, cluster),
            "thanh_vien": _members(paper, cluster),
            "so_sanh": list(_comparison(paper, figures.values(), own=paper.organisation not in cluster.members)),
            "cot": column_names(cluster.members, paper.names),
            "nhom": _groups(paper, figures),
            "cho_trong": {name: gap(_key(paper, name), what) for name, what in _NEEDED.items()},
            **{name: _post(paper, cluster, name, role) for name, role in _POSTS.items()},
            "dai_bieu": [_person(paper, post) for post in cluster.posts_of(Role.GUEST)],
            "bang": rows if len(cluster.members) <= _MOST_COLUMNS else [],
            "bang_qua_rong": bool(rows) and len(cluster.members) > _MOST_COLUMNS,
            "chua_tung_don_vi": _no_unit_figures(paper, rows),
            "y_kien": {name: list(_opinions(paper, cluster, topic)) for name, topic in _OPINIONS.items()},
            **score_slots(paper, cluster),
        }
    }


def cluster_questions(paper: Paper) -> tuple[Problem, ...]:
    """What to ask about the cluster, its scores and its ballots."""
    if REGISTER not in paper.kind.registers:
        return ()
    cluster, before = cluster_of(paper), None
    earlier = paper.period.same_period_last_year()
    if rows := paper.earlier_registers.get(REGISTER, ()):
        before = read_cluster(rows)
    said = earlier.words if earlier else ""
    asked = check_cluster(cluster, paper.period.words, _short_names(paper), before, said)
    return (*asked, *score_questions(paper, cluster))


def cluster_of(paper: Paper) -> Cluster:
    """The cluster as its register tells it; without one the units that report are its members."""
    rows = paper.registers.get(REGISTER, ())
    cluster = read_cluster(rows, paper.office.cluster_size)
    if cluster.members:
        return cluster
    return Cluster(paper.expected, cluster.posts, paper.office.cluster_size)


def cluster_name(paper: Paper) -> str:
    """«Cụm thi đua số 2»: what the office calls it, else the body that issues the cluster's papers."""
    issuer = paper.office.issuers.get(Level.CLUSTER)
    own = paper.standing.name if paper.standing.level is Level.CLUSTER else "Cụm thi đua"
    return paper.office.cluster or (issuer.name if issuer else own)


def cluster_figures(paper: Paper, cluster: Cluster) -> dict[str, ClusterFigure]:
    """A figure for every indicator of the catalogue, by code."""
    own = "" if paper.organisation in cluster.members else paper.organisation
    units = ClusterUnits(cluster.members, cluster.count, _short_names(paper), own)
    slots = {
        indicator.code: FigureSlot(
            indicator, paper.totals[indicator.code], paper.previous.get(indicator.code), paper.names, paper.style
        )
        for indicator in paper.catalogue.indicators
    }
    found = {}
    for code, slot in slots.items():
        stand_in = stand_ins().get(code)
        found[code] = ClusterFigure(slot, units, stand_in, slots.get(stand_in.count) if stand_in else None)
    return found


def _groups(paper: Paper, figures: Mapping[str, ClusterFigure]) -> dict[str, list[dict[str, object]]]:
    """What was reported of each group of work, in the catalogue's order: nothing is lost that has no sentence."""
    return {
        letter: [
            {"ma": one.code, "ten": paper_quotes(one.name), "day_du": figures[one.code].result()}
            for one in paper.catalogue.in_group(letter)
            if one.kind is not Kind.DERIVED and figures[one.code].reported
        ]
        for letter in paper.catalogue.groups
    }


def _comparison(paper: Paper, figures: Iterable[ClusterFigure], *, own: bool) -> Iterator[dict[str, object]]:
    """The rows of the comparison workbook: numbers a unit, what the cluster itself reported, what is true of all.

    What adds up is summed by the workbook's own formula; other totals come as values, and a dash where there is none.
    """
    for figure in figures:
        indicator, total = figure.indicator, figure.whole.total
        if indicator.kind is Kind.DERIVED or not total.contributions:
            continue
        values = unit_values(indicator, total)
        shown = {
            code: cell_number(as_printed(figure.whole, one.value), str(one.key), indicator.name)
            for code, one in values.items()
            if one.value is not None
        }
        actual = figure.slot.actual
        yield {
            "ma": indicator.code,
            "ten": paper_quotes(indicator.short_name or indicator.name),
            "dvt": indicator.unit,
            "o": [shown.get(code) for code in figure.units.members],
            "cum": shown.get(paper.organisation) if own else None,
            "cong_duoc": indicator.aggregate is Aggregate.SUM and indicator.kind in (Kind.FLOW, Kind.STOCK),
            "chung": "–" if actual is None else number_cell(figure.slot, as_printed(figure.slot, actual), WHOLE),
            "muc_do": figure.slot.total.qualifier.value,
        }


def _key(paper: Paper, what: str) -> str:
    return f"cum/{paper.organisation}/{paper.period}#{what}"


def _short_names(paper: Paper) -> dict[str, str]:
    return {code: short_name(name) for code, name in paper.names.items()}


def _number(paper: Paper, cluster: Cluster) -> Carried:
    key = _key(paper, "so_don_vi")
    if not cluster.count:
        return gap(key, "số đơn vị của cụm")
    return Carried(count(cluster.count, "đơn vị"), key, "Số đơn vị của cụm", cluster.count)


def _members(paper: Paper, cluster: Cluster) -> Phrase:
    """The members in the cluster's order, and how many names are not known."""
    names = and_list(listed_names(cluster.members, _short_names(paper)).values())
    if not cluster.unnamed:
        return Phrase((names,))
    what = f"tên {cluster.unnamed} đơn vị {'còn lại' if names else 'của cụm'}"
    key = _key(paper, "ten")
    return Phrase((names, "; " if names else "", gap(key, what)))


def _post(paper: Paper, cluster: Cluster, name: str, role: Role) -> dict[str, object]:
    post = cluster.reporter if role is Role.REPORTER else cluster.post(role)
    if post is None:
        key = _key(paper, name)
        lacking = gap(key, _POST_NAMES[name])
        return {"co": False, "ho_ten": "", "chuc_vu": "", "don_vi": "", "goi": lacking}
    return {"co": True, **_person(paper, post)}


def _person(paper: Paper, post: Post) -> dict[str, object]:
    """«đồng chí Nguyễn Văn Ngà, Chủ tịch LĐLĐ quận Bắc Từ Liêm»; the unit alone where nobody is named."""
    unit = _short_names(paper).get(post.unit, post.unit)
    title = " ".join(part for part in (post.title, "" if unit and unit in post.title else unit) if part)
    named = f"đồng chí {post.name}" if post.name else ""
    return {
        "ho_ten": post.name,
        "chuc_vu": title,
        "don_vi": unit,
        "goi": ", ".join(part for part in (named, title if post.name else unit) if part),
    }


def _no_unit_figures(paper: Paper, rows: list[dict[str, object]]) -> Carried | str:
    """The gap of a cluster whose units' own figures are not there: its totals are all that is known."""
    if rows or not any(total.contributions for total in paper.totals.values()):
        return ""
    return gap(_key(paper, "tung_don_vi"), "số liệu của từng đơn vị trong cụm")


def _opinions(paper: Paper, cluster: Cluster, topic: Topic) -> Iterator[dict[str, object]]:
    """What the members wrote of a topic, in the cluster's order, each with its name."""
    names = _short_names(paper)
    for code in cluster.members:
        for piece in paper.narratives:
            general = topic is not Topic.HIGHLIGHT or not piece.group
            if piece.organisation == code and code != paper.organisation and piece.topic is topic and general:
                text = paper_quotes(piece.text.strip().rstrip(" ;,."))
                yield {"don_vi": names.get(code, code), "noi_dung": text}
