"""What there is to say of a paper that becomes a template: what stops it, what is asked, what is left of its year."""

from __future__ import annotations

from drafter.model.problem import ProblemKind, Severity

NOTHING_STORED = ProblemKind(
    code="D380",
    severity=Severity.ERROR,
    title="Chưa có số liệu của kỳ ấy để đối chiếu",
    what="kho chưa có số liệu nào của {period}",
    fix="nhập biểu của kỳ ấy bằng drafter import, hoặc đọc số từ chính báo cáo bằng drafter extract rồi chạy lại",
)
NOTHING_MATCHED = ProblemKind(
    code="D381",
    severity=Severity.ERROR,
    title="Văn bản không có số liệu nào khớp với kho",
    what="{numbers} con số trong tệp, không số nào bằng số liệu {period} đã lưu{hint}; chưa lập mẫu",
    fix="kiểm tra lại đúng tệp, đúng kỳ (--period) và đúng văn phòng (-C); báo cáo cũ thì đọc số vào kho trước bằng "
    "drafter extract",
)
ADOPTED_ALREADY = ProblemKind(
    code="D382",
    severity=Severity.ERROR,
    title="Văn phòng đã có mẫu này",
    what="đã có thư mục «{found}»; drafter không ghi đè",
    fix="ghi sang thư mục khác bằng -o, ví dụ -o {hint}; hoặc đổi tên thư mục cũ rồi chạy lại",
)
NOT_A_PAPER = ProblemKind(
    code="D383",
    severity=Severity.ERROR,
    title="Loại văn bản này không lập mẫu từ văn bản cũ được",
    what="«{title}» {found}",
    fix="chọn một loại văn bản có báo cáo Word, ví dụ --kind bao-cao-nam",
)
OUTSIDE = ProblemKind(
    code="D384",
    severity=Severity.ERROR,
    title="Mẫu phải nằm trong thư mục templates của văn phòng",
    what="«{found}» không phải một thư mục con của templates, hoặc tên có dấu, chữ hoa hay dấu cách",
    fix="viết như -o templates/bao-cao-nam-cua-ta",
)
NOT_OPENED = ProblemKind(
    code="D385",
    severity=Severity.ERROR,
    title="Không mở được văn bản cũ",
    what="không mở được tệp: {found}",
    fix="mở tệp bằng Word, chọn Lưu thành (Save As) dạng Word Document (*.docx) rồi chạy lại",
)
ASKED = ProblemKind(
    code="D386",
    severity=Severity.WARNING,
    title="Một con số khớp với nhiều số liệu",
    what="«{found}» trong «…{context}…» có thể là {choices}; giữ nguyên và tô vàng",
    fix="mở mẫu bằng Word, thay con số ấy bằng một trong: {slots}",
)
LEFT = ProblemKind(
    code="D387",
    severity=Severity.NOTE,
    title="Số, năm của văn bản cũ còn trong mẫu",
    what="{what} «{found}» trong «…{context}…» không khớp số liệu nào; giữ nguyên và tô vàng",
    fix="mở mẫu bằng Word: sửa, xóa, hoặc bỏ tô vàng nếu năm nào cũng viết như thế",
)
OTHER_BODY = ProblemKind(
    code="D388",
    severity=Severity.NOTE,
    title="Tên cơ quan, đơn vị, người của văn bản cũ trong mẫu",
    what="tên «{found}» trong «…{context}…» giữ nguyên và tô vàng",
    fix="mở mẫu bằng Word: sửa nếu năm nay không còn đúng, rồi bỏ tô vàng",
)
OTHER_SPELLING = ProblemKind(
    code="D389",
    severity=Severity.NOTE,
    title="Số khớp nhưng viết khác cách của văn phòng",
    what="«{found}» trong «…{context}…» là {name}; mẫu sẽ in «{prints}»",
    fix="không phải làm gì nếu cách viết ấy được; muốn khác thì sửa cách viết trong drafter.toml, mục [cach-viet]",
)
VERDICT_LEFT = ProblemKind(
    code="D390",
    severity=Severity.NOTE,
    title="Lời đánh giá không gắn được với số liệu",
    what="«{found}» trong «…{context}…» đứng cạnh số sẽ đổi nhưng không gắn được với số nào; giữ nguyên và tô vàng",
    fix="mở mẫu bằng Word: thay bằng {{{{ MÃ.danh_gia }}}}, {{{{ MÃ.so_sanh }}}} với mã chỉ tiêu ấy, hoặc viết lại câu",
)
SETTLED = ProblemKind(
    code="D391",
    severity=Severity.NOTE,
    title="Văn bản cũ còn dấu sửa, nhận xét",
    what="tệp còn {changes} chỗ sửa theo dõi (đã nhận hết) và {comments} nhận xét (đã bỏ); tệp gốc không bị sửa",
    fix="nếu có chỗ sửa không nên nhận: mở tệp gốc bằng Word, từ chối chỗ ấy, lưu lại rồi lập mẫu lại",
)
NO_FRAME = ProblemKind(
    code="D392",
    severity=Severity.WARNING,
    title="Không nhận ra một khối của văn bản cũ",
    what="không nhận ra {found}; giữ nguyên như tệp cũ",
    fix="mở mẫu bằng Word, thay khối ấy bằng khối của mẫu có sẵn ({kind}) nếu muốn theo mẫu chuẩn",
)
NOT_THE_SAME = ProblemKind(
    code="D393",
    severity=Severity.WARNING,
    title="Điền lại số liệu cũ thì một đoạn khác văn bản cũ",
    what="văn bản cũ: «{found}»; mẫu điền lại: «{prints}»",
    fix="mở mẫu bằng Word, xem các chỗ {{{{ … }}}} của đoạn ấy",
)
OWN_WORDS = ProblemKind(
    code="D394",
    severity=Severity.NOTE,
    title="Đoạn trùng nội dung đã báo của năm cũ",
    what="đoạn «{found}» là nội dung đã nhập cho {period}; giữ nguyên và tô vàng",
    fix="mở mẫu bằng Word: viết lại cho năm nay, hoặc xóa",
)
ROWS_LEFT = ProblemKind(
    code="D395",
    severity=Severity.WARNING,
    title="Bảng liệt kê không thành vòng lặp",
    what="bảng có {count} dòng {what} nhưng {found}; giữ từng dòng, tô vàng các số",
    fix="mở mẫu bằng Word, để một dòng của bảng giữa hai dòng {before} và {after}",
)
RECODED = ProblemKind(
    code="D396",
    severity=Severity.NOTE,
    title="Văn bản cũ dùng mã chữ cũ",
    what="{count} đoạn gõ bằng mã {found} đã chuyển sang Unicode, phông {font} trong mẫu; tệp gốc không bị sửa",
    fix="đọc lại mẫu một lượt; chữ nào chuyển sai thì sửa trong mẫu bằng Word",
)
KINDS = (
    NOTHING_STORED,
    NOTHING_MATCHED,
    ADOPTED_ALREADY,
    NOT_A_PAPER,
    OUTSIDE,
    NOT_OPENED,
    ASKED,
    LEFT,
    OTHER_BODY,
    OTHER_SPELLING,
    VERDICT_LEFT,
    SETTLED,
    NO_FRAME,
    NOT_THE_SAME,
    OWN_WORDS,
    ROWS_LEFT,
    RECODED,
)
