"""What to click where a problem's own remedy tells what to type: commands and the page tell the same problems.

A problem's `fix` is written for whoever works by commands. Where it names a command or an option, the page says this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import TypeVar

from drafter.model.problem import Problem

_Told = TypeVar("_Told")

_ANEW = "gửi lại lên trang"
_WORD = f"mở tệp bằng Word, chọn Lưu thành (Save As) dạng Word Document (*.docx) rồi {_ANEW}"
_OLD_AGAIN = "nếu đúng là muốn dùng tệp này thì thả lại tệp, mở Tùy chọn và đánh dấu «Dùng lại một bản cũ đã bị thay»"
_PERIOD_OF_REPORT = (
    "thả lại tệp ở trang Báo cáo cũ, mở Tùy chọn và ghi kỳ của báo cáo, ví dụ 2023; hoặc sửa cột Kỳ ở từng dòng"
)

PAGE_FIX: Mapping[str, str] = {
    "C202": "chọn kỳ phù hợp với loại văn bản này",
    "C210": "bổ sung vào biểu, trang «Nội dung» của biểu cơ quan hoặc sổ có mục này, thả vào Bảng đơn vị rồi soạn lại; "
    "hoặc điền thẳng vào bản thảo",
    "C230": "thả biểu, sổ được nêu vào Bảng đơn vị rồi soạn lại; mẫu sổ tải ở mục Sổ của trang ấy",
    "C233": "có thể đã chọn nhầm tệp: tải mẫu đang dùng về, sửa trên tệp ấy; nếu đúng là muốn thay thì chọn «Vẫn thay»",
    "C234": "tải mẫu đang dùng về, sửa trên tệp ấy; đúng là muốn thay thì chọn «Vẫn thay»",
    "C227": "sửa mã cho đúng danh mục (xem ở trang Số liệu), hoặc thêm chỉ tiêu vào indicators.toml",
    "D101": "thả đúng tệp biểu mà văn phòng đã gửi cho đơn vị; đã thả nhầm tệp khác thì không phải làm gì",
    "D149": "số liệu nằm trong tệp này thì điền vào biểu .xlsx rồi thả lại; thả nhầm thì không phải làm gì",
    "D149.docx": "bản dự thảo đã sửa thì thả vào trang Nhận lại bản đã sửa; tệp Word có số liệu của đơn vị thì điền số "
    "vào biểu .xlsx rồi thả lại; thả nhầm thì không phải làm gì",
    "D160": "dùng biểu Excel tải từ Bảng đơn vị; tệp .json thì nhờ người làm ra tệp sửa theo khuôn của phần mềm",
    "D180": "tải lại mẫu sổ ở mục Sổ của Bảng đơn vị, điền rồi thả lên trang",
    "D195": "chọn đúng kỳ ở Bảng đơn vị, tải lại mẫu sổ ở mục Sổ",
    "D199": f"hỏi lại đơn vị; nếu đơn vị chỉ gửi phần bổ sung thì xin gửi cả sổ; {_OLD_AGAIN}",
    "D274": "bổ sung số liệu hoặc chỉ tiêu giao, hoặc ghi điểm thẩm định vào sổ chấm điểm, rồi thả vào Bảng đơn vị",
    "D355": _PERIOD_OF_REPORT,
    "D370": "thả lại báo cáo ở trang Báo cáo cũ và đối chiếu trên bảng mới; đừng xoá hay đổi tên cột",
    "D380": "thả biểu của kỳ ấy vào Bảng đơn vị, hoặc nhận số của chính báo cáo này vào kho rồi lập mẫu lại",
    "D381": "kiểm tra lại đúng tệp, đúng kỳ; nhận số của chính báo cáo này vào kho trước rồi lập mẫu lại",
    "D382": "đánh dấu «Thay mẫu văn phòng đang có» (mẫu đang có vẫn được giữ), hoặc ghi mã cho mẫu mới",
    "D383": "chọn một loại văn bản khác, ví dụ Báo cáo tổng kết năm",
    "D384": "ghi mã bằng chữ thường không dấu, chữ số, gạch nối, ví dụ bao-cao-nam-cua-ta",
    "D385": _WORD,
    "D398": "thả tệp này vào ô Nhận biểu ở Bảng đơn vị",
    "DR-02": "điền nội dung, hoặc xóa chỗ ấy, rồi thả lại tệp ở trang Nhận lại bản đã sửa",
    "F101": _WORD,
    "F102": f"mở bằng Word, bỏ mật khẩu (Tệp – Thông tin – Bảo vệ tài liệu), lưu dạng .docx rồi {_ANEW}",
    "F104": f"bỏ bớt ảnh, tách tệp thành nhiều tệp rồi {_ANEW}",
    "F120": f"sửa bằng tay theo thông báo, hoặc {_WORD}",
    "R101": "thả đúng tệp tải từ trang Dự thảo rồi sửa tiếp; biểu số liệu của đơn vị thì thả vào Bảng đơn vị; văn bản "
    "tự gõ thì số liệu phải cập nhật bằng tay",
    "R102": "mở trang ở đúng văn phòng đã soạn dự thảo, hoặc soạn lại ở trang Dự thảo",
    "R103": _WORD,
    "R104": "đổi tên tệp trước khi thả, hoặc dùng tệp đã lập lần trước",
    "R105": f"{_WORD}; nếu vẫn vậy thì báo người phụ trách phần mềm",
    "R106": "xem lại đúng tệp chưa; nếu đúng thì bấm «Đúng là văn bản này, vẫn xem»",
    "R113": "ghi thêm vào câu phù hợp nếu cần; xem câu mẫu ở bản mới soạn trên trang Dự thảo",
    "R122": "mở lại bản đã sửa để xem các chỗ vướng hôm nay; số liệu đã đổi thì chỗ này có thể không còn",
    "R153": "chọn dự thảo trong danh sách ở trang Dự thảo",
    "R155": "hoàn thiện văn bản trong Word rồi thả lại; vẫn phải phát hành như vậy thì đánh dấu «Phát hành cả khi…»",
    "R156": "mở văn bản bằng Word, để đúng dòng «Số:        /BC-…» và «…, ngày … tháng … năm …» ở đầu rồi thả lại",
    "R157": "ghi số thứ tự trong năm vào ô Số văn bản, ví dụ 45",
    "R158": "cần dùng các số ấy về sau thì nhập lại bằng biểu, hoặc thả văn bản này ở trang Báo cáo cũ",
    "R159": f"mở tệp bằng Excel, lưu lại dạng Excel Workbook (*.xlsx), bỏ mật khẩu nếu có, rồi {_ANEW}",
    "R160": "lấy số tiếp theo ở sổ văn thư; nếu sổ đúng là số này thì đánh dấu «Phát hành cả khi…»",
    "S101": "không phải làm gì; tải lại trang Lịch sau ít phút để xem kết quả",
    "S103": "xem lại ngày giờ của máy; đúng rồi thì chạy lại ở trang Lịch",
    "S104": "sửa mục [[lich.van-ban]] trong drafter.toml: ghi mã của một loại văn bản có ở trang Mẫu",
    "S105": "thả các biểu đã nhận vào Bảng đơn vị; lần chạy sau sẽ soạn",
    "S107": "thả tệp đã sửa vào trang Nhận lại bản đã sửa để đưa số mới vào",
    "S111": "bấm chạy ở trang Lịch; nhờ người phụ trách máy xem lịch chạy tự động còn hoạt động không",
    "R162": "xem lại ngày, nhất là năm; nếu đúng là ngày ấy thì đánh dấu «Phát hành cả khi…»",
    "R163": "chưa phát hành: thả tệp phụ lục đã tải vào trang Nhận lại bản đã sửa, bấm «Lập tệp cập nhật», rồi phát "
    "hành văn bản; số cán bộ sửa tay trong văn bản thì sửa cả trong tệp phụ lục gửi kèm",
    "R164": "mở trang Dự thảo, vào bản đã phát hành, bấm «Tải phụ lục»; phụ lục ấy cũng không đúng thì soạn lại dự "
    "thảo để lấy phụ lục mới, gửi kèm văn bản đính chính",
    "S112": "xem lý do từng tệp ở Bảng đơn vị",
    "S123": "nhờ người phụ trách máy đặt lịch, hoặc tự bấm chạy ở trang Lịch khi đến hạn",
    "SL-08": "số trong kho mới hơn thì bấm «Về bản đã sửa» ở đầu trang rồi «Lập tệp cập nhật»; số sửa tay là đúng thì "
    "sửa biểu của đơn vị rồi thả vào Bảng đơn vị",
    "W114": "ghi tu-ngay, den-ngay trong drafter.toml (hoặc don-vi.xlsx), hoặc chọn ngày lập văn bản khác",
    "W119": "vào Bảng đơn vị, Danh sách đơn vị: dán danh sách; cơ quan tự báo cáo thì ghi chính cơ quan vào đó",
    "W123": f"hỏi lại đơn vị; nếu đơn vị chỉ gửi phần sửa thì xin gửi cả biểu; {_OLD_AGAIN}",
    "W124": f"chỉ thả đúng một biểu của đơn vị; {_OLD_AGAIN}",
    "W170": "tải mẫu «Danh sách đề nghị khen thưởng» ở mục Sổ của Bảng đơn vị, điền rồi thả lên trang",
    "W171": "chọn chỉ tiêu trong danh sách ở trang Số liệu",
    "W173": "ghi số đúng, ví dụ 1846 hoặc 11/12; muốn bỏ lần sửa trước thì bấm hoàn tác",
    "W222": _OLD_AGAIN,
    "W223": _OLD_AGAIN,
    "XL-07": "bấm «Sửa lỗi này» để chuyển thành chữ dựng sẵn, hoặc đặt bộ gõ ở Unicode dựng sẵn rồi gõ lại",
}
"""By code, for every kind that the page can meet; by code and a file's ending where that says more."""

PAGE_PLACE: Mapping[str, tuple[str, str]] = {
    "C230": ("/don-vi#so", "Mở mục Sổ ở Bảng đơn vị"),
    "D149.docx": ("/ban-sua", "Mở Nhận lại bản đã sửa"),
    "D398": ("/don-vi", "Mở Bảng đơn vị"),
    "W119": ("/don-vi/danh-sach", "Mở Danh sách đơn vị"),
    "W170": ("/don-vi", "Mở Bảng đơn vị"),
}
"""By code, as above, where the page leads whoever is to do the remedy: the address, and the words of the link."""

TYPED = re.compile(r"drafter [a-z]+(?: |»|$|;)|(?<![\w-])--[a-z]|(?<!\w)-[oC]\b")
"""A command or an option in a remedy."""


def page_fix(problem: Problem) -> str:
    """What the page says to do about a problem."""
    return _of(PAGE_FIX, problem) or problem.fix


def page_place(problem: Problem) -> tuple[str, str] | None:
    """Where a problem is to be put right: an address of this site and the words of a link to it; None for nowhere."""
    return _of(PAGE_PLACE, problem)


def _of(table: Mapping[str, _Told], problem: Problem) -> _Told | None:
    """What a table says of a problem: of files of that ending first."""
    ending = PurePath(problem.place.file or "").suffix.casefold()
    return table.get(problem.code + ending) or table.get(problem.code)
