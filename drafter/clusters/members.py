"""Turn the rows of a cluster's register into its members and posts, and what they leave open into questions.

A row is one unit in one role, with the person who holds it. The order of the rows is the cluster's own order, which its
papers keep. People have no key: a person is a name with a title and a unit, never the name alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.model.figure import Source
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.register import Row

SAME_HEAD = ProblemKind(
    code="D273",
    severity=Severity.WARNING,
    title="Một đơn vị làm cụm trưởng hai năm liền",
    what="{unit} là cụm trưởng {now} và cũng là cụm trưởng {other}; cụm trưởng thường được bầu luân phiên hằng năm",
    fix="xem lại biên bản bầu cụm trưởng; nếu cụm đã thống nhất như vậy thì không phải sửa gì",
)
NO_HEAD = ProblemKind(
    code="D284",
    severity=Severity.WARNING,
    title="Chưa rõ ai là cụm trưởng",
    what="danh sách cụm {period} {found}",
    fix="ghi vai trò «Cụm trưởng» cho đúng một đơn vị trong danh sách cụm rồi nhập lại",
)
UNNAMED_MEMBERS = ProblemKind(
    code="D285",
    severity=Severity.WARNING,
    title="Chưa biết tên đủ các đơn vị của cụm",
    what="cụm có {size} đơn vị, danh sách mới có {known}; còn {lacking} đơn vị chưa rõ tên",
    fix="ghi thêm các đơn vị còn thiếu vào danh sách cụm, hoặc sửa số đơn vị của cụm trong drafter.toml",
)
MORE_MEMBERS = ProblemKind(
    code="D286",
    severity=Severity.WARNING,
    title="Danh sách cụm có nhiều đơn vị hơn số đã khai",
    what="cụm có {size} đơn vị, danh sách lại có {known}",
    fix="xóa dòng của đơn vị không thuộc cụm, hoặc sửa số đơn vị của cụm trong drafter.toml",
)
KINDS = (SAME_HEAD, NO_HEAD, UNNAMED_MEMBERS, MORE_MEMBERS)


REGISTER = "cum"
"""The register (sổ) of a cluster's members and posts."""


class Role(StrEnum):
    """What a unit or a person is in the cluster; the value is the word in the register."""

    MEMBER = "Thành viên"
    HEAD = "Cụm trưởng"
    DEPUTY = "Cụm phó"
    REPORTER = "Người báo cáo"
    NEXT_HEAD = "Cụm trưởng năm sau"
    NEXT_DEPUTY = "Cụm phó năm sau"
    SURVEY_HEAD = "Trưởng đoàn khảo sát"
    GUEST = "Đại biểu dự"


_OF_THE_CLUSTER = (Role.MEMBER, Role.HEAD, Role.DEPUTY, Role.REPORTER)


@dataclass(frozen=True)
class Post:
    """One unit or person in one role. `unit` is a code, empty for who is of no member; the rest may be empty too."""

    role: Role
    unit: str
    name: str = ""
    title: str = ""
    source: Source = Source()

    @property
    def person(self) -> tuple[str, str, str]:
        """Who it is: the same name with another title or unit may be another person."""
        return (self.name, self.title, self.unit)


@dataclass(frozen=True)
class Cluster:
    """A cluster in one period. `members` are unit codes in its own order.

    `size` is how many units it has as the office says, None where it does not: then the members are all there are.
    """

    members: tuple[str, ...]
    posts: tuple[Post, ...]
    size: int | None = None

    def posts_of(self, role: Role) -> tuple[Post, ...]:
        """Everybody in that role, in the order of the list."""
        return tuple(post for post in self.posts if post.role is role)

    def post(self, role: Role) -> Post | None:
        """Who has that role; None where nobody or more than one has it."""
        found = self.posts_of(role)
        return found[0] if len(found) == 1 else None

    @property
    def reporter(self) -> Post | None:
        """Who reports for the cluster: the one named for it, else its head. Head and reporter may be two people."""
        return self.post(Role.REPORTER) if self.posts_of(Role.REPORTER) else self.post(Role.HEAD)

    @property
    def count(self) -> int:
        """How many units the cluster has, those included whose names are not known."""
        return max(self.size or 0, len(self.members))

    @property
    def unnamed(self) -> int:
        """How many of its units are not known by name."""
        return self.count - len(self.members)

    def ordered(self, units: Iterable[str]) -> tuple[str, ...]:
        """The units in the cluster's own order, any other after them as they came."""
        given = tuple(dict.fromkeys(units))
        return (
            *(code for code in self.members if code in given),
            *(code for code in given if code not in self.members),
        )


def read_cluster(rows: Iterable[Row], size: int | None = None) -> Cluster:
    """The cluster that a register's rows tell. A row without a role, or with an unknown one, is a member's."""
    posts = tuple(_post(row) for row in rows)
    members = dict.fromkeys(post.unit for post in posts if post.unit and post.role in _OF_THE_CLUSTER)
    return Cluster(tuple(members), posts, size)


def _post(row: Row) -> Post:
    word = row.text("vai-tro")
    role = next((role for role in Role if role.value.casefold() == word.casefold()), Role.MEMBER)
    return Post(role, row.text("don-vi"), row.text("ho-ten"), row.text("chuc-vu"), row.source)


def check_cluster(
    cluster: Cluster, period: str, names: Mapping[str, str], before: Cluster | None = None, previous: str = ""
) -> tuple[Problem, ...]:
    """What to ask about the members and posts of `period` (in words). `before` is the cluster of `previous`."""
    return (*_heads(cluster, period), *_numbers(cluster), *_rotation(cluster, period, names, before, previous))


def _heads(cluster: Cluster, period: str) -> Iterator[Problem]:
    heads = cluster.posts_of(Role.HEAD)
    if not cluster.posts or len(heads) == 1:
        return
    found = "chưa ghi đơn vị nào là cụm trưởng" if not heads else f"ghi {len(heads)} cụm trưởng"
    yield NO_HEAD.at(_place(heads[-1:] or cluster.posts[:1]), period=period, found=found)


def _numbers(cluster: Cluster) -> Iterator[Problem]:
    known = len(cluster.members)
    if cluster.size is not None and known != cluster.size:
        kind = UNNAMED_MEMBERS if known < cluster.size else MORE_MEMBERS
        found = {"size": cluster.size, "known": known}
        yield kind.at(Place(), **found, **({"lacking": cluster.unnamed} if known < cluster.size else {}))


def _rotation(
    cluster: Cluster, period: str, names: Mapping[str, str], before: Cluster | None, previous: str
) -> Iterator[Problem]:
    """The head is elected in rotation (HD 1122/BTĐKT-VI, 30/06/2011): one unit twice running is asked about."""
    head, after = cluster.post(Role.HEAD), cluster.post(Role.NEXT_HEAD)
    earlier = before.post(Role.HEAD) if before else None
    for other, when in ((earlier, previous), (after, "năm sau")):
        if head is not None and other is not None and head.unit and head.unit == other.unit:
            yield SAME_HEAD.at(_place((other,)), unit=names.get(head.unit, head.unit), now=period, other=when)


def _place(posts: Sequence[Post]) -> Place:
    source = posts[0].source if posts else Source()
    return Place(source.file, source.sheet, source.cell, "danh sách cụm thi đua")
