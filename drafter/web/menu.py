"""The menu: one line a page, in the order of the work."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.web.roles import Role


@dataclass(frozen=True)
class Item:
    """A line of the menu; shown to whoever has the role."""

    path: str
    title: str
    role: Role = Role.OFFICER


MENU: tuple[Item, ...] = (
    Item("/", "Bắt đầu"),
    Item("/don-vi", "Bảng đơn vị"),
    Item("/so-lieu", "Số liệu"),
    Item("/du-thao", "Dự thảo"),
    Item("/khen-thuong", "Khen thưởng"),
    Item("/cum-thi-dua", "Cụm thi đua"),
    Item("/mau", "Mẫu"),
    Item("/lich", "Lịch"),
)
