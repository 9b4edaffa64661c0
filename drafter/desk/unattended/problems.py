"""What an unattended run has to tell a person, beside the problems of the papers themselves."""

from __future__ import annotations

from drafter.model.problem import ProblemKind, Severity

ANOTHER_AT_WORK = ProblemKind(
    code="S101",
    severity=Severity.NOTE,
    title="Một lần chạy khác đang làm",
    what="một lần chạy tự động khác đang làm từ {since}; lần này không làm gì",
    fix="không phải làm gì; xem kết quả bằng «drafter runs»",
)
CLOCK_SET_BACK = ProblemKind(
    code="S102",
    severity=Severity.WARNING,
    title="Đồng hồ của máy lùi lại",
    what="hôm nay theo máy là {today}, trước ngày {last} của một lần chạy trước; việc đã làm không làm lại",
    fix="xem lại ngày giờ của máy; đúng rồi thì không phải làm gì",
)
CLOCK_FAR_AHEAD = ProblemKind(
    code="S103",
    severity=Severity.WARNING,
    title="Đồng hồ của máy vượt quá xa lần chạy trước",
    what="hôm nay theo máy là {today}, hơn một năm sau lần chạy trước ({last}); để tránh lập biểu và nhắc đơn vị "
    "nhầm kỳ, lần này không làm gì",
    fix="xem lại ngày giờ của máy; đúng rồi thì chạy một lần «drafter run-due --today {iso}»",
)
NOT_IN_CALENDAR = ProblemKind(
    code="S104",
    severity=Severity.WARNING,
    title="Lịch ghi một loại văn bản không dùng được",
    what="lịch ghi «{kind}» cho {period}: {reason}",
    fix="sửa mục [[lich.van-ban]] trong drafter.toml theo danh sách của «drafter kinds»",
)
NOTHING_CAME = ProblemKind(
    code="S105",
    severity=Severity.WARNING,
    title="Đến hạn mà chưa nhận được gì",
    what="«{title}» {period} đã đến hạn ({due}) nhưng chưa nhận được biểu hay sổ nào, chưa soạn",
    fix="chép các biểu đã nhận vào thư mục {inbox}, hoặc nhập bằng «drafter import»; lần chạy sau sẽ soạn",
)
IS_PROVISIONAL = ProblemKind(
    code="S106",
    severity=Severity.WARNING,
    title="Bản soạn tự động còn thiếu đơn vị",
    what="«{title}» là bản tạm: còn thiếu {missing}/{expected} đơn vị",
    fix="gửi đơn vị lời nhắc đã soạn sẵn; khi đủ biểu, lần chạy sau sẽ soạn bản đủ",
)
TOUCHED_NOT_REFRESHED = ProblemKind(
    code="S107",
    severity=Severity.WARNING,
    title="Dự thảo đã có người sửa, chưa cập nhật được số",
    what="{file} đã có người sửa và chưa cập nhật được số mới vào đó ({reason}); tệp ấy giữ nguyên, "
    "bản mới nằm bên cạnh",
    fix="đối chiếu hai tệp, chép phần đã sửa sang bản mới; hoặc tự chạy «drafter refresh» với tệp ấy",
)
MAIL_WAITS = ProblemKind(
    code="S108",
    severity=Severity.WARNING,
    title="Chưa gửi được thư báo tin",
    what="{count} thư báo tin chưa gửi được ({reason}); văn bản vẫn đã soạn xong",
    fix="không phải làm gì nếu chỉ là mất mạng: lần chạy sau tự gửi lại; nếu kéo dài thì xem mục [thu-dien-tu]",
)
MAIL_REFUSED = ProblemKind(
    code="S109",
    severity=Severity.WARNING,
    title="Máy chủ thư từ chối thư báo tin",
    what="máy chủ thư không nhận thư gửi {recipient} ({reason}); thư này không gửi lại nữa",
    fix="sửa địa chỉ trong mục [thu-dien-tu] hoặc [[lich.van-ban]] của drafter.toml",
)
NOT_TOLD = ProblemKind(
    code="S110",
    severity=Severity.WARNING,
    title="Không ghi được tệp báo tin",
    what="không ghi được «{found}»: {reason}; văn bản vẫn đã soạn xong",
    fix="đóng tệp ấy nếu đang mở, kiểm tra chỗ trống trên đĩa; lần chạy sau sẽ ghi lại",
)
OVERDUE = ProblemKind(
    code="S111",
    severity=Severity.WARNING,
    title="Quá hạn mà chưa soạn",
    what="«{title}» đến hạn từ {due}, nay vẫn chưa có bản nào",
    fix="chạy «drafter run-due»; xem lịch chạy còn hoạt động không bằng «drafter schedule status»",
)
INBOX_FAULTS = ProblemKind(
    code="S112",
    severity=Severity.WARNING,
    title="Có biểu nhận về chưa dùng được",
    what="trong {inbox} có {count} tệp chưa nhận được: {files}",
    fix="xem lý do từng tệp bằng «drafter status --period {period} --requests»",
)
KINDS = (
    ANOTHER_AT_WORK, CLOCK_SET_BACK, CLOCK_FAR_AHEAD, NOT_IN_CALENDAR, NOTHING_CAME, IS_PROVISIONAL,
    TOUCHED_NOT_REFRESHED, MAIL_WAITS, MAIL_REFUSED, NOT_TOLD, OVERDUE, INBOX_FAULTS,
)  # fmt: skip
