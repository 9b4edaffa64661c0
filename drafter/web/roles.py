"""Who may do what on the page: three roles, each with all that the one before it has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """OFFICER (chuyên viên) works with forms, figures and drafts; REVIEWER (cán bộ duyệt) also decides and issues;
    ADMIN (quản trị) also sets up the office and its users.
    """

    OFFICER = 1
    REVIEWER = 2
    ADMIN = 3

    @property
    def words(self) -> str:
        """The role as the page and the commands call it."""
        return ROLE_WORDS[self]


ROLE_WORDS = {Role.OFFICER: "chuyên viên", Role.REVIEWER: "cán bộ duyệt", Role.ADMIN: "quản trị"}
ROLE_CODES = {"chuyen-vien": Role.OFFICER, "can-bo-duyet": Role.REVIEWER, "quan-tri": Role.ADMIN}


@dataclass(frozen=True)
class Account:
    """Somebody who works on the page. `id` is what the audit log names; `shown` is how others see who did something."""

    id: str
    name: str
    role: Role
    shown: str = ""


OWNER = Account("may-nay", "", Role.ADMIN)
"""Whoever sits at this machine, where no users are configured."""
