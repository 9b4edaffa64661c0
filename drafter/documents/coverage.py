"""Turn what a draft says and what there is to say into gaps and figures left out: no figure is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from drafter.model.problem import Place, Problem, ProblemKind, Severity

GAP = ProblemKind(
    code="C210",
    severity=Severity.WARNING,
    title="Bản thảo còn chỗ trống",
    what="chưa có số liệu: {what}",
    fix="bổ sung vào biểu, trang nội dung hoặc sổ có mục này rồi chạy lại drafter import và drafter draft, "
    "hoặc điền thẳng vào bản thảo",
)
LEFT_OUT = ProblemKind(
    code="C211",
    severity=Severity.NOTE,
    title="Số liệu không đưa vào văn bản",
    what="có số liệu «{what}» nhưng không nằm trong văn bản và phụ lục: {reason}",
    fix="nếu cần, thêm {{{{ {code} }}}} vào tệp mẫu của loại văn bản",
)
KINDS = (GAP, LEFT_OUT)


def gaps(asked: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each thing that the draft asks for and nobody has reported, each named once."""
    return tuple(GAP.at(Place(), what=what) for what in dict.fromkeys(asked))


def left_out(
    available: Mapping[str, str], in_text: Collection[str], in_annex: Collection[str], reasons: Mapping[str, str]
) -> tuple[Problem, ...]:
    """A problem for each figure there is that neither text nor annex shows.

    `available` gives the codes of the figures in scope their names; `reasons` says why one is left out, where more is
    known than that the template does not ask for it.
    """
    return tuple(
        LEFT_OUT.at(Place(), what=name, code=code, reason=reasons.get(code, "mẫu không dùng đến"))
        for code, name in available.items()
        if code not in in_text and code not in in_annex
    )
