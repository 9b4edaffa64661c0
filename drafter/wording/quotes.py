"""Turn the quotation marks of messages and forms into those of a paper."""

from __future__ import annotations

_PAPER = str.maketrans({"«": "“", "»": "”"})


def paper_quotes(text: str) -> str:
    """«Đơn vị đạt chuẩn văn hóa» as papers print it: “Đơn vị đạt chuẩn văn hóa”."""
    return text.translate(_PAPER)
