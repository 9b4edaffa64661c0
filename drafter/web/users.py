"""The users of an office's server, kept in `nguoi-dung.json`: roles, and passwords as scrypt makes them.

Where the file is not there, the page serves only the machine it runs on and asks nobody for a password.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.fill.package import save
from drafter.model.problem import Place, ProblemKind, Severity
from drafter.web.roles import ROLE_CODES, Account, Role

USERS = "nguoi-dung.json"
SHORTEST = 10
_LONGEST = 1024  # bytes of a password: more would only cost time
_N, _R, _P = 2**15, 8, 1  # RFC 7914; 32 MB and about a tenth of a second each
_HASHING = threading.Semaphore(2)  # so that many attempts at once do not take the machine's memory

BAD_USERS = ProblemKind(
    code="W130",
    severity=Severity.ERROR,
    title="Không đọc được danh sách người dùng",
    what="tệp «{found}» bị hỏng hoặc bị sửa tay",
    fix="lấy lại tệp này từ bản sao lưu; nếu không có thì xóa tệp rồi chạy «drafter users add» cho từng người",
)
USER_EXISTS = ProblemKind(
    code="W131",
    severity=Severity.ERROR,
    title="Tên đăng nhập đã có",
    what="đã có người dùng «{found}»",
    fix="chọn tên đăng nhập khác, hoặc đổi mật khẩu bằng «drafter users password {found}»",
)
NO_USER = ProblemKind(
    code="W132",
    severity=Severity.ERROR,
    title="Không có người dùng này",
    what="không có người dùng «{found}»",
    fix="xem danh sách bằng «drafter users list»",
)
BAD_USER = ProblemKind(
    code="W133",
    severity=Severity.ERROR,
    title="Tên đăng nhập hoặc mật khẩu chưa đạt",
    what="{found}",
    fix="tên đăng nhập gồm chữ không dấu, số, dấu chấm, gạch nối; mật khẩu từ {shortest} ký tự trở lên",
)
LAST_ADMIN = ProblemKind(
    code="W134",
    severity=Severity.ERROR,
    title="Không bỏ được người quản trị cuối cùng",
    what="«{found}» là người quản trị duy nhất",
    fix="thêm một người quản trị khác trước: «drafter users add TÊN --role quan-tri»",
)
KINDS = (BAD_USERS, USER_EXISTS, NO_USER, BAD_USER, LAST_ADMIN)


@dataclass(frozen=True)
class User:
    """One user as kept. `salt` and `key` are hex; `n`, `r`, `p` are scrypt's costs when the password was set."""

    id: str
    name: str
    shown: str
    role: str
    salt: str
    key: str
    n: int = _N
    r: int = _R
    p: int = _P

    @property
    def account(self) -> Account:
        """What the page needs to know of the user."""
        return Account(self.id, self.name, ROLE_CODES[self.role], self.shown or self.name)


def read_users(folder: Path) -> Mapping[str, User]:
    """The users by name; empty where none are configured. Raises DeskError when the file says no users."""
    path = folder / USERS
    try:
        rows = json.loads(path.read_text("utf-8"))
        users = {row["name"]: User(**row) for row in rows}
        if any(user.role not in ROLE_CODES for user in users.values()):
            raise ValueError(path)
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise stop(BAD_USERS, Place(file=USERS), found=path.name) from error
    if not users:
        raise stop(BAD_USERS, Place(file=USERS), found=path.name)  # an emptied file must not open the door
    return users


def add_user(folder: Path, name: str, shown: str, role: str, password: str) -> User:
    """Add a user. Raises DeskError."""
    users = dict(read_users(folder))
    if name in users:
        raise stop(USER_EXISTS, found=name)
    if not name or len(name) > 40 or not all(c.isascii() and (c.isalnum() or c in ".-_") for c in name):
        raise stop(BAD_USER, found=f"tên đăng nhập «{name}» có ký tự không dùng được", shortest=SHORTEST)
    user = _with_password(User(f"nd-{secrets.token_hex(4)}", name, shown, role, "", ""), password)
    _write(folder, {**users, name: user})
    return user


def set_password(folder: Path, name: str, password: str) -> None:
    """Give a user another password. Raises DeskError."""
    users = dict(read_users(folder))
    if name not in users:
        raise stop(NO_USER, found=name)
    _write(folder, {**users, name: _with_password(users[name], password)})


def remove_user(folder: Path, name: str) -> None:
    """Take a user away, never the last administrator. Raises DeskError."""
    users = dict(read_users(folder))
    if name not in users:
        raise stop(NO_USER, found=name)
    gone = users.pop(name)
    if gone.account.role is Role.ADMIN and not any(user.account.role is Role.ADMIN for user in users.values()):
        raise stop(LAST_ADMIN, found=name)
    _write(folder, users)


def sign_in(users: Mapping[str, User], name: str, password: str) -> Account | None:
    """The account of that name and password; None where they do not fit. It takes as long for a name that is not
    there.
    """
    user = users.get(name, _NOBODY)
    given = _key(password, user)
    right = hmac.compare_digest(given, bytes.fromhex(user.key))
    return user.account if right and user is not _NOBODY else None


def _with_password(user: User, password: str) -> User:
    if len(password) < SHORTEST or len(password.encode()) > _LONGEST:
        raise stop(BAD_USER, found=f"mật khẩu phải dài từ {SHORTEST} ký tự", shortest=SHORTEST)
    if password.casefold() == user.name.casefold():
        raise stop(BAD_USER, found="mật khẩu không được trùng tên đăng nhập", shortest=SHORTEST)
    fresh = replace(user, salt=secrets.token_hex(16), n=_N, r=_R, p=_P)
    return replace(fresh, key=_key(password, fresh).hex())


def _key(password: str, user: User) -> bytes:
    secret = unicodedata.normalize("NFC", password).encode()[:_LONGEST]
    with _HASHING:
        return hashlib.scrypt(
            secret, salt=bytes.fromhex(user.salt), n=user.n, r=user.r, p=user.p, maxmem=256 * user.n * user.r
        )


def _write(folder: Path, users: Mapping[str, User]) -> None:
    path = folder / USERS
    try:
        save(path, json.dumps([asdict(user) for user in users.values()], ensure_ascii=False, indent=1).encode())
        os.chmod(path, 0o600)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error


_NOBODY = User("", "", "", "chuyen-vien", secrets.token_hex(16), "00" * 64)
