"""Turn what can go wrong with the store into problems a person can act on, and exceptions where nothing can go on."""

from __future__ import annotations

from drafter.model.problem import Place, Problem, ProblemKind, Severity

STORE_TOO_NEW = ProblemKind(
    "W201",
    Severity.ERROR,
    "Kho số liệu mới hơn phần mềm",
    "kho số liệu ở phiên bản {found}, phần mềm này chỉ đọc được đến phiên bản {known}; kho vẫn được giữ nguyên",
    "cập nhật phần mềm lên bản mới nhất rồi mở lại",
)
NETWORK_SHARE = ProblemKind(
    "W202",
    Severity.ERROR,
    "Kho số liệu nằm trên ổ mạng",
    "kho số liệu nằm trên ổ mạng ({share}); nhiều máy cùng ghi vào một tệp ở đó có thể làm hỏng số liệu",
    "để thư mục làm việc trên ổ đĩa của một máy, hoặc dùng máy chủ PostgreSQL (địa chỉ dạng postgresql://…)",
)
NOT_A_STORE = ProblemKind(
    "W203",
    Severity.ERROR,
    "Không phải kho số liệu",
    "đây không phải kho số liệu của drafter: {why}",
    "kiểm tra lại đường dẫn; nếu muốn lập kho mới thì chuyển tệp này đi chỗ khác hoặc chọn tên khác",
)
DAMAGED = ProblemKind(
    "W204",
    Severity.ERROR,
    "Kho số liệu bị hỏng",
    "kho số liệu bị hỏng, không đọc được «{detail}»",
    "giữ nguyên tệp này, khôi phục bản sao lưu gần nhất rồi nhập lại các biểu nhận sau ngày sao lưu",
)
BUSY = ProblemKind(
    "W205",
    Severity.ERROR,
    "Kho số liệu đang bận",
    "kho số liệu đang được chương trình khác ghi, đã chờ {seconds} giây; lần ghi này chưa được lưu",
    "đợi một lát rồi làm lại; nếu vẫn vậy thì đóng các cửa sổ drafter khác đang mở",
)
CANNOT_OPEN = ProblemKind(
    "W206",
    Severity.ERROR,
    "Không mở được kho số liệu",
    "không mở được kho số liệu: {why}",
    "kiểm tra lại đường dẫn và quyền đọc, ghi của tài khoản đang dùng đối với thư mục đó",
)
DISK_FULL = ProblemKind(
    "W207",
    Severity.ERROR,
    "Ổ đĩa đầy",
    "ổ đĩa đã đầy, lần ghi này chưa được lưu; số liệu lưu trước đó vẫn còn nguyên",
    "xoá bớt tệp không dùng trên ổ đĩa rồi làm lại",
)
BAD_ADDRESS = ProblemKind(
    "W208",
    Severity.ERROR,
    "Địa chỉ kho số liệu không đúng",
    "không hiểu địa chỉ kho số liệu «{address}»; cần đường dẫn tới một tệp, hoặc postgresql://máy-chủ/tên-kho",
    "sửa lại địa chỉ kho số liệu",
)
NO_DRIVER = ProblemKind(
    "W209",
    Severity.ERROR,
    "Thiếu phần kết nối PostgreSQL",
    "máy này chưa cài phần kết nối PostgreSQL",
    "cài thêm bằng lệnh: pip install 'drafter[postgres]'",
)
NO_SERVER = ProblemKind(
    "W210",
    Severity.ERROR,
    "Không kết nối được máy chủ số liệu",
    "không kết nối được máy chủ số liệu «{detail}»",
    "kiểm tra mạng, tên máy chủ, tên kho và mật khẩu; máy chủ có thể đang tắt",
)
UNEXPECTED = ProblemKind(
    "W211",
    Severity.ERROR,
    "Kho số liệu báo lỗi",
    "kho số liệu báo lỗi «{detail}»; lần làm việc này chưa được lưu",
    "làm lại một lần nữa; nếu vẫn vậy thì gửi nguyên văn dòng này cho người phụ trách phần mềm",
)
FIGURE_TWICE = ProblemKind(
    "W220",
    Severity.ERROR,
    "Một số liệu ghi hai lần",
    "số liệu {indicator} của «{organisation}», {period} được ghi hai lần trong cùng một tệp, lần trước ở {first}; "
    "cả tệp chưa được lưu",
    "giữ lại dòng đúng, xoá dòng kia rồi nhập lại tệp",
    "Đề nghị đơn vị xem lại biểu ({place}): chỉ tiêu {indicator} được ghi hai lần, xin cho biết số nào đúng.",
)
NOT_A_NUMBER = ProblemKind(
    "W221",
    Severity.ERROR,
    "Số liệu không phải là số",
    "số liệu {indicator} của «{organisation}», {period}: cần một số, gặp «{found}»; cả tệp chưa được lưu",
    "sửa thành số rồi nhập lại tệp",
    "Đề nghị đơn vị xem lại biểu ({place}): chỉ tiêu {indicator} cần ghi bằng số.",
)
SENT_BEFORE = ProblemKind(
    "W222",
    Severity.WARNING,
    "Bản cũ được gửi lại",
    "đây là bản cũ của «{organisation}», {period}, đã nhận lúc {received} và đã được thay bằng tệp «{current}»; "
    "số liệu không thay đổi",
    "nếu đúng là muốn dùng lại bản cũ này thì nhập lại tệp với lựa chọn --force",
)
RECEIVED_EARLIER = ProblemKind(
    "W223",
    Severity.WARNING,
    "Bản nhận trước bản đang dùng",
    "tệp này nhận lúc {received}, trước bản đang dùng của «{organisation}», {period} (tệp «{current}», nhận lúc "
    "{current_received}); đã lưu để tra cứu, số liệu không thay đổi",
    "nếu tệp này mới là bản đúng thì nhập lại tệp với lựa chọn --force",
)
CORRECTION_REPLACED = ProblemKind(
    "W224",
    Severity.WARNING,
    "Số đã sửa được thay bằng số đơn vị gửi lại",
    "số liệu {indicator} của «{organisation}», {period} đã được {who} sửa thành {corrected} (lý do: {reason}), "
    "nay đơn vị gửi lại {sent}; đang dùng số đơn vị gửi lại",
    "hỏi lại đơn vị; nếu số đã sửa mới đúng thì sửa lại lần nữa",
)
CORRECTION_KEPT = ProblemKind(
    "W225",
    Severity.NOTE,
    "Số đã sửa được giữ",
    "số liệu {indicator} của «{organisation}», {period}: đơn vị vẫn gửi {sent} như lần trước; "
    "đang dùng {corrected} do {who} sửa (lý do: {reason})",
    "nếu số của đơn vị mới đúng thì hoàn lại lần sửa",
)
CHANGED_MEANWHILE = ProblemKind(
    "W230",
    Severity.ERROR,
    "Số liệu vừa có người sửa",
    "{who} vừa ghi số liệu {indicator} của «{organisation}», {period} lúc {at}, nay là {value}; "
    "lần sửa này chưa được lưu",
    "xem lại số mới, nếu vẫn cần sửa thì sửa lại trên số đó",
)
NOTHING_TO_UNDO = ProblemKind(
    "W231",
    Severity.ERROR,
    "Không có lần sửa nào để hoàn lại",
    "số liệu {indicator} của «{organisation}», {period} không có lần sửa nào đang dùng",
    "xem lịch sử của số liệu để biết các lần ghi",
)
NO_REASON = ProblemKind(
    "W232",
    Severity.ERROR,
    "Lần sửa thiếu lý do hoặc người sửa",
    "sửa số liệu {indicator} của «{organisation}», {period} cần ghi rõ {lacking}",
    "ghi thêm {lacking} rồi sửa lại",
)
DRAFT_DAMAGED = ProblemKind(
    "W233",
    Severity.ERROR,
    "Bản lưu của dự thảo bị hỏng",
    "bản lưu của dự thảo {doc_id} trong kho bị hỏng, không đọc được",
    "khôi phục kho số liệu từ bản sao lưu, hoặc soạn lại dự thảo này",
)
ALREADY_ISSUED = ProblemKind(
    "W234",
    Severity.ERROR,
    "Văn bản đã phát hành",
    "văn bản này đã phát hành: số {number}, ngày {day}; không phát hành lại",
    "cần sửa thì soạn văn bản mới thay thế hoặc đính chính, không sửa văn bản đã phát hành",
)

KINDS = (
    STORE_TOO_NEW,
    NETWORK_SHARE,
    NOT_A_STORE,
    DAMAGED,
    BUSY,
    CANNOT_OPEN,
    DISK_FULL,
    BAD_ADDRESS,
    NO_DRIVER,
    NO_SERVER,
    UNEXPECTED,
    FIGURE_TWICE,
    NOT_A_NUMBER,
    SENT_BEFORE,
    RECEIVED_EARLIER,
    CORRECTION_REPLACED,
    CORRECTION_KEPT,
    CHANGED_MEANWHILE,
    NOTHING_TO_UNDO,
    NO_REASON,
    DRAFT_DAMAGED,
    ALREADY_ISSUED,
)

_PASSING = {BUSY.code, NO_SERVER.code}


class StoreError(Exception):
    """The store cannot do what was asked, and nothing of it was done. `problem` says what a person reads."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem

    @property
    def passing(self) -> bool:
        """Whether the same call may well succeed a little later (exit code 75)."""
        return self.problem.code in _PASSING


def refusal(kind: ProblemKind, place: Place, **found: object) -> StoreError:
    """The exception that carries a problem of this kind."""
    return StoreError(kind.at(place, **found))
