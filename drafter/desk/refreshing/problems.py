"""What refreshing a draft stops at, and what it asks a person to look at."""

from __future__ import annotations

from drafter.model.problem import ProblemKind, Severity

NOT_WRITTEN_INTO = ProblemKind(
    code="R103",
    severity=Severity.ERROR,
    title="Tệp Word không ghi thêm được",
    what="không cập nhật được: {found}",
    fix="mở tệp bằng Word, lưu lại dạng Word Document (*.docx) rồi chạy lại",
)
OUT_EXISTS = ProblemKind(
    code="R104",
    severity=Severity.ERROR,
    title="Tệp kết quả đã có",
    what="«{found}» đã có; phần mềm không ghi đè tệp nào",
    fix="đặt tên khác sau -o, hoặc bỏ -o để phần mềm tự đặt tên",
)
NOT_SOUND = ProblemKind(
    code="R105",
    severity=Severity.ERROR,
    title="Tệp cập nhật không qua được kiểm tra",
    what="đã soạn tệp cập nhật nhưng không giao vì: {found}",
    fix="mở tệp bằng Word, lưu thành tệp .docx mới rồi chạy lại; nếu vẫn vậy thì báo người phụ trách phần mềm",
)
OTHER_PERIOD = ProblemKind(
    code="R106",
    severity=Severity.ERROR,
    title="Quá nhiều số bị gõ lại",
    what="{count}/{total} số trong tệp khác bản đã soạn: có phải đây là văn bản của kỳ khác, đơn vị khác?",
    fix="xem lại đúng tệp chưa; nếu đúng là văn bản này thì chạy lại với --force",
)
ISSUED = ProblemKind(
    code="R107",
    severity=Severity.ERROR,
    title="Văn bản đã phát hành, không cập nhật nữa",
    what="văn bản này đã phát hành: số {number}, ngày {day}; số liệu về sau không đưa vào văn bản đã phát hành",
    fix="số liệu mới cần báo cáo thì soạn văn bản bổ sung hoặc đính chính",
)
ANNEX_ISSUED = ProblemKind(
    code="R164",
    severity=Severity.ERROR,
    title="Phụ lục của văn bản đã phát hành",
    what="phụ lục này là của văn bản đã phát hành: số {number}, ngày {day}; không cập nhật nữa",
    fix="lấy phụ lục đi kèm văn bản ấy bằng «drafter drafts» rồi «drafter restore»; phụ lục ấy cũng không đúng thì "
    "soạn lại dự thảo để lấy phụ lục mới, gửi kèm văn bản đính chính",
)
CONFLICT = ProblemKind(
    code="R110",
    severity=Severity.WARNING,
    title="Số đồng chí sửa khác số liệu mới",
    what="{label}: bản soạn «{base}», đồng chí ghi «{officer}», số liệu mới «{fresh}»; {why}. Nguồn số mới: {source}",
    fix="chọn một số; lấy số mới thì gõ «{fresh}», giữ số đã ghi thì không phải làm gì",
)
GONE = ProblemKind(
    code="R111",
    severity=Severity.WARNING,
    title="Số đã bị xóa khỏi bản thảo, nay có số mới",
    what="{label}: số này đã bị xóa khỏi bản thảo; số mới «{fresh}» (bản soạn «{base}»)",
    fix="nếu vẫn cần nêu thì tự ghi vào câu phù hợp; không cần thì không phải làm gì",
)
STALE = ProblemKind(
    code="R112",
    severity=Severity.WARNING,
    title="Bản soạn lại không còn số này",
    what="{label}: theo số liệu mới, bản soạn lại không còn «{base}» ở chỗ này",
    fix="đọc lại câu, bỏ số này nếu không còn đúng",
)
UNPLACED = ProblemKind(
    code="R113",
    severity=Severity.WARNING,
    title="Số mới chưa có chỗ trong bản thảo",
    what="{label}: số liệu mới «{fresh}» chưa có chỗ trong bản thảo. Nguồn: {source}",
    fix="ghi thêm vào câu phù hợp nếu cần; xem câu mẫu ở bản soạn mới của «drafter draft»",
)
RECHECK = ProblemKind(
    code="R114",
    severity=Severity.WARNING,
    title="Câu có số đã đổi và lời đánh giá tự viết",
    what="số trong câu đã đổi ({base} → {fresh}) nhưng câu còn lời đánh giá không đi theo số: {words}",
    fix="đọc lại câu, sửa lời cho khớp với số mới",
)
REFUSED = ProblemKind(
    code="R115",
    severity=Severity.NOTE,
    title="Số mới đã bị từ chối lần trước",
    what="{label}: số mới «{fresh}» đã bị từ chối lần trước nên không đề nghị lại; giữ «{officer}»",
    fix="đổi ý thì gõ «{fresh}» vào chỗ này",
)
PROPOSED = ProblemKind(
    code="R116",
    severity=Severity.WARNING,
    title="Chỗ có lẽ phải thay số, phần mềm không chắc",
    what="{label}: có lẽ chỗ này phải thay «{officer}» bằng «{fresh}»; dấu của phần mềm đã mất nên không tự ghi",
    fix="xem chỗ ấy, gõ «{fresh}» nếu đúng. Nguồn: {source}",
)
HELD = ProblemKind(
    code="R117",
    severity=Severity.WARNING,
    title="Số đi cùng một số đang vướng",
    what="{label}: số liệu mới là «{fresh}», chưa thay vì số chính trong câu giữ như đồng chí ghi",
    fix="giải quyết số chính trước; nếu lấy số mới thì gõ «{fresh}» vào chỗ này",
)
KEPT = ProblemKind(
    code="R118",
    severity=Severity.NOTE,
    title="Giữ số cán bộ đã sửa",
    what="{label}: bản soạn «{base}», cán bộ đã sửa thành «{officer}»; số liệu không đổi",
    fix="không phải làm gì, trừ khi gõ nhầm",
)
WORDS = ProblemKind(
    code="R119",
    severity=Severity.WARNING,
    title="Câu chữ của bản soạn lại khác",
    what="theo số liệu mới, bản soạn lại {turn}: «{text}»",
    fix="{fix}",
)
ROW_CONFLICT = ProblemKind(
    code="R120",
    severity=Severity.WARNING,
    title="Dòng của danh sách cần xem lại",
    what="{found}",
    fix="xem lại dòng ấy trong danh sách, sửa bằng tay nếu cần",
)
BETWEEN = ProblemKind(
    code="R121",
    severity=Severity.WARNING,
    title="Hai bản sửa ghi khác nhau",
    what="{label}: {texts}",
    fix="thống nhất một số rồi sửa ở cả hai bản",
)
NO_QUESTION = ProblemKind(
    code="R122",
    severity=Severity.ERROR,
    title="Không có chỗ vướng này",
    what="trong các tệp này không có chỗ vướng nào mang mã «{found}»",
    fix="chạy với --dry-run để xem mã của từng chỗ vướng; số liệu đã đổi thì mã có thể không còn",
)
NOT_TAKEN = ProblemKind(
    code="R123",
    severity=Severity.ERROR,
    title="Không tự đưa số mới vào chỗ này được",
    what="chưa lấy được số mới «{fresh}» cho {label}: {why}",
    fix="mở tệp bằng Word hoặc Excel, duyệt sửa đổi hoặc mở khoá ở chỗ ấy rồi gửi lại; hoặc tự gõ số mới",
)
KINDS = (
    NOT_WRITTEN_INTO,
    OUT_EXISTS,
    NOT_SOUND,
    OTHER_PERIOD,
    ISSUED,
    ANNEX_ISSUED,
    CONFLICT,
    GONE,
    STALE,
    UNPLACED,
    RECHECK,
    REFUSED,
    PROPOSED,
    HELD,
    KEPT,
    WORDS,
    ROW_CONFLICT,
    BETWEEN,
    NO_QUESTION,
    NOT_TAKEN,
)
