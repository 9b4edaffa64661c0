"""Which places are network shares, as Linux and Windows tell it."""

from pathlib import Path

import pytest

from drafter.store import location
from drafter.store.errors import StoreError
from drafter.store.location import database_url, linux_share, place_of, windows_share
from drafter.store.store import open_store

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /home rw - btrfs /dev/sdb1 rw
41 22 0:40 / /mnt/van\\040phong rw,relatime shared:2 - cifs //may-chu/du\\040lieu rw,vers=3.0
42 22 0:41 / /mnt/van\\040phong/may-nay rw - ext4 /dev/sdc1 rw
43 22 0:42 / /data rw - nfs4 10.0.0.2:/data rw
44 22 0:43 / /srv rw - nfs srv:/ rw
45 44 0:44 / /srv rw - ext4 /dev/sdd1 rw
46 22 0:45 / /home/lan/thu-muc rw - fuse.sshfs lan@may-chu: rw
a line that is no mount
"""

LINUX = [
    ("/home/lan/drafter.db", None),
    ("/var/drafter.db", None),
    ("/mnt/van phong/drafter.db", "cifs, //may-chu/du lieu"),
    ("/mnt/van phong/2025/drafter.db", "cifs, //may-chu/du lieu"),
    ("/mnt/van phong/may-nay/drafter.db", None),
    ("/mnt/van phong 2/drafter.db", None),
    ("/data/drafter.db", "nfs4, 10.0.0.2:/data"),
    ("/database/drafter.db", None),
    ("/srv/drafter.db", None),
    ("/home/lan/thu-muc/a/drafter.db", "fuse.sshfs, lan@may-chu:"),
]


@pytest.mark.parametrize(("path", "share"), LINUX)
def test_a_share_on_linux_is_known_by_its_deepest_mount(path: str, share: str | None) -> None:
    assert linux_share(Path(path), MOUNTS) == share


@pytest.mark.parametrize("mounts", ["", "nothing of use", "1 2 - ", "1 2 3:4 / / rw"])
def test_where_it_cannot_be_told_nothing_is_refused(mounts: str) -> None:
    assert linux_share(Path("/home/lan/drafter.db"), mounts) is None


WINDOWS = [
    (r"C:\Drafter\drafter.db", None),
    (r"Z:\Drafter\drafter.db", "Z:"),
    ("z:/Drafter/drafter.db", "z:"),
    (r"\\may-chu\chung\drafter.db", r"\\may-chu\chung"),
    ("//may-chu/chung/drafter.db", r"\\may-chu\chung"),
    (r"\\?\UNC\may-chu\chung\drafter.db", r"\\may-chu\chung"),
    (r"\\?\C:\Drafter\drafter.db", None),
    (r"\\?\Z:\Drafter\drafter.db", "Z:"),
    ("drafter.db", None),
]


@pytest.mark.parametrize(("path", "share"), WINDOWS)
def test_a_share_on_windows_is_known_by_its_name_or_drive(path: str, share: str | None) -> None:
    drives = {"C:\\": 3, "Z:\\": 4, "z:\\": 4}
    assert windows_share(path, drives.__getitem__) == share


def test_a_store_on_a_share_is_refused_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 0:40 / {tmp_path.resolve()} rw - nfs4 may-chu:/chung rw\n"
    monkeypatch.setattr(location, "_mounts", lambda: mounts)
    monkeypatch.setattr(location.sys, "platform", "linux")
    file = tmp_path / "drafter.db"
    with pytest.raises(StoreError) as caught:
        open_store(file)
    assert str(caught.value) == (
        f"W202 {file}: kho số liệu nằm trên ổ mạng (nfs4, may-chu:/chung); nhiều máy cùng ghi vào một tệp ở đó có thể "
        "làm hỏng số liệu\n"
        "     cách sửa: để thư mục làm việc trên ổ đĩa của một máy, hoặc dùng máy chủ PostgreSQL "
        "(địa chỉ dạng postgresql://…)"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_server_is_named_without_its_password() -> None:
    url = database_url("postgresql://lan:matkhau@may-chu:5433/kho?sslmode=require")
    assert str(place_of(url)) == "postgresql://lan:***@may-chu:5433/kho?sslmode=require"
    assert url.drivername == "postgresql+psycopg"
    assert url.password == "matkhau"
