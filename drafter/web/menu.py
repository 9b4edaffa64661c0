"""The menu: one line a page, in the order of the work."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.web.roles import Role


@dataclass(frozen=True)
class Item:
    """A line of the menu; shown to whoever has the role. `does` is what the first page says of it.

    `shared`: only on an office's server, where there are users.
    """

    path: str
    title: str
    does: str = ""
    role: Role = Role.OFFICER
    shared: bool = False


MENU: tuple[Item, ...] = (
    Item("/", "Bắt đầu"),
    Item("/don-vi", "Bảng đơn vị"),
    Item("/so-lieu", "Số liệu", "tổng, tỷ lệ, so với chỉ tiêu và cùng kỳ; bấm vào một số để xem số ấy ở đâu ra"),
    Item("/du-thao", "Dự thảo", "chọn văn bản, xem trước, tải Word, Excel, PDF"),
    Item("/ban-sua", "Nhận lại bản đã sửa", "cán bộ sửa gì, số về muộn đổi số nào, chỗ vướng; soát rồi phát hành"),
    Item("/khen-thuong", "Khen thưởng", "danh sách đề nghị và những điều cần soát"),
    Item("/cum-thi-dua", "Cụm thi đua", "điểm, phiếu, xếp hạng"),
    Item("/bao-cao-cu", "Báo cáo cũ", "đọc số trong báo cáo các năm trước, đối chiếu từng số; lấy văn bản cũ làm mẫu"),
    Item("/mau", "Mẫu", "mẫu Word, Excel của từng loại văn bản"),
    Item("/lich", "Lịch", "việc đến hạn, lần chạy gần nhất, lời nhắc để chép"),
    Item("/nguoi-dung", "Người dùng", "ai dùng được trang, vai trò, mật khẩu", Role.ADMIN, shared=True),
)
