"""What stops one of the desk's tasks, and what a paper does not say of its figures."""

from __future__ import annotations

import errno

from drafter.model.problem import Place, Problem, ProblemKind, Severity

NO_WORKSPACE = ProblemKind(
    code="W110",
    severity=Severity.ERROR,
    title="Thư mục chưa phải là thư mục làm việc",
    what="thư mục «{found}» chưa có drafter.toml",
    fix="chạy «drafter init» trong thư mục này để lập văn phòng, hoặc chuyển tới thư mục đã lập",
)
WORKSPACE_EXISTS = ProblemKind(
    code="W111",
    severity=Severity.ERROR,
    title="Thư mục đã là thư mục làm việc",
    what="thư mục «{found}» đã có drafter.toml; drafter không ghi đè",
    fix="dùng luôn thư mục này, hoặc chọn một thư mục khác",
)
BAD_PERIOD = ProblemKind(
    code="W112",
    severity=Severity.ERROR,
    title="Không đọc được kỳ báo cáo",
    what="không hiểu kỳ «{found}»",
    fix="viết kỳ như: 2025 (năm), 2026-Q1 (quý), 2026-H1 (6 tháng đầu năm), 2026-9M (9 tháng), NK2023-2028 (nhiệm kỳ)",
)
UNKNOWN_ORGANISATION = ProblemKind(
    code="W113",
    severity=Severity.ERROR,
    title="Không có đơn vị mang mã này",
    what="không có đơn vị nào mang mã «{found}»{hint}",
    fix="xem mã đơn vị trong don-vi.xlsx; thêm dòng mới nếu là đơn vị mới",
)
NOT_STANDING = ProblemKind(
    code="W114",
    severity=Severity.ERROR,
    title="Đơn vị không tồn tại vào ngày lập văn bản",
    what="«{name}» không còn hoặc chưa có vào ngày {day}",
    fix="ghi tu-ngay, den-ngay trong drafter.toml (hoặc don-vi.xlsx), hoặc chọn ngày lập văn bản bằng --date",
)
NOT_WRITABLE = ProblemKind(
    code="W115",
    severity=Severity.ERROR,
    title="Không ghi được tệp",
    what="không ghi được «{found}»: {reason}",
    fix="đóng tệp nếu đang mở trong Word hoặc Excel, kiểm tra quyền ghi và chỗ trống trên đĩa rồi chạy lại",
)
NO_FILES = ProblemKind(
    code="W116",
    severity=Severity.ERROR,
    title="Không thấy tệp để nhập",
    what="không có tệp hay thư mục «{found}»",
    fix="kiểm tra lại đường dẫn; tên có dấu cách thì đặt trong dấu ngoặc kép",
)
NOT_READABLE = ProblemKind(
    code="W117",
    severity=Severity.ERROR,
    title="Không đọc được tệp",
    what="không đọc được «{found}»: {reason}",
    fix="đóng tệp nếu đang mở ở chương trình khác, kiểm tra quyền đọc rồi chạy lại",
)
BAD_INDICATORS = ProblemKind(
    code="W118",
    severity=Severity.ERROR,
    title="Không đọc được danh mục riêng của văn phòng (indicators.toml, khen-thuong.toml)",
    what="tệp viết sai cú pháp: {found}",
    fix="mở tệp bằng Notepad, sửa chỗ được nêu rồi lưu lại với mã UTF-8",
)
NO_UNITS = ProblemKind(
    code="W119",
    severity=Severity.WARNING,
    title="Chưa có đơn vị nào",
    what="danh sách đơn vị {found}",
    fix="mở don-vi.xlsx, ghi mã và tên từng đơn vị rồi lưu lại; cơ quan tự báo cáo thì ghi chính cơ quan vào đó",
)
INCOMPLETE = ProblemKind(
    code="W120",
    severity=Severity.WARNING,
    title="Số liệu cả kỳ cộng từ các kỳ ngắn hơn còn thiếu",
    what="{rows} thiếu số liệu của {missing}, số liệu cả {period} chưa đủ",
    fix="nhập số liệu của {missing} khi đơn vị gửi; kỳ nào không phát sinh thì đơn vị ghi 0, không để trống",
    request=(
        "Đề nghị {unit} bổ sung số liệu của {missing} cho {rows}; nếu không phát sinh, đề nghị ghi 0 và gửi lại biểu."
    ),
)
NOT_ADDED = ProblemKind(
    code="W121",
    severity=Severity.WARNING,
    title="Số liệu cả kỳ không cộng được từ các kỳ ngắn hơn",
    what="{rows} {reason}; số liệu cả {period} còn trống",
    fix="hỏi đơn vị số liệu của cả {period} rồi nhập bằng biểu của kỳ ấy",
    request="Đề nghị {unit} gửi số liệu của cả {period} cho {rows}: số liệu các kỳ ngắn hơn không cộng lại được.",
)
UNKNOWN_ASKED = ProblemKind(
    code="W122",
    severity=Severity.WARNING,
    title="Biểu hỏi một chỉ tiêu không có trong danh mục",
    what="mục «[bieu-mau] chi-tieu» ghi «{found}», không có chỉ tiêu này{hint}; biểu không có dòng ấy",
    fix="sửa mã trong drafter.toml cho đúng danh mục, hoặc thêm chỉ tiêu vào indicators.toml",
)
PASSED_ON = ProblemKind(
    code="W125",
    severity=Severity.NOTE,
    title="Số cuối kỳ của đơn vị đã sáp nhập không cộng",
    what="{unit} không còn vào cuối {period}: số cuối kỳ của {rows} không cộng, vì đơn vị nhận sáp nhập đã tính",
    fix="không phải làm gì nếu đơn vị nhận sáp nhập đã báo đủ; nếu không, ghi số ấy vào biểu của đơn vị nhận sáp nhập",
)
MOSTLY_EMPTIED = ProblemKind(
    code="W123",
    severity=Severity.WARNING,
    title="Biểu nộp lại bỏ trống phần lớn số đã báo",
    what="biểu nộp lại của {unit} bỏ trống {gone}/{had} số đã báo ở lần trước; các số ấy nay là chưa có số liệu",
    fix="hỏi lại đơn vị; nếu đơn vị chỉ gửi phần sửa thì xin gửi cả biểu, hoặc nhập lại tệp trước với lựa chọn --force",
    request="Kính đề nghị {unit} gửi lại cả biểu: tệp {place.file} bỏ trống {gone} số mà lần trước đơn vị đã báo.",
)
TWO_AT_ONCE = ProblemKind(
    code="W124",
    severity=Severity.WARNING,
    title="Hai biểu khác nhau của một đơn vị trong một lần nhập",
    what="lần nhập này có {count} biểu khác nhau của {unit}, {period}: {files}; đang dùng tệp cuối «{used}»",
    fix="để lại đúng một biểu của đơn vị trong thư mục; muốn dùng tệp khác thì nhập riêng tệp ấy với lựa chọn --force",
)
KINDS = (
    NO_WORKSPACE,
    WORKSPACE_EXISTS,
    BAD_PERIOD,
    UNKNOWN_ORGANISATION,
    NOT_STANDING,
    NOT_WRITABLE,
    NO_FILES,
    NOT_READABLE,
    BAD_INDICATORS,
    NO_UNITS,
    INCOMPLETE,
    PASSED_ON,
    MOSTLY_EMPTIED,
    TWO_AT_ONCE,
    NOT_ADDED,
    UNKNOWN_ASKED,
)


class DeskError(Exception):
    """A task that cannot go on; `problems` say why and what to do."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def stop(kind: ProblemKind, place: Place | None = None, **found: object) -> DeskError:
    """The error that stops a task with one problem of this kind."""
    return DeskError(kind.at(place or Place(), **found))


_REASONS = {
    errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EFBIG: "tệp vượt quá cỡ được phép",
    errno.ENOENT: "không có thư mục ấy",
    errno.ENOTDIR: "có một tệp mang tên của thư mục",
    errno.EEXIST: "có một tệp mang tên của thư mục",
    errno.EISDIR: "có một thư mục mang tên của tệp",
    errno.ENAMETOOLONG: "tên quá dài",
}


def reason_of(error: OSError) -> str:
    """Why the system would not read or write, in Vietnamese as far as the cause is a usual one."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
