"""Turn a passage into what the words before each sentence set it to tell: a plan, until a result is told again."""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.prose.ahead import ahead
from drafter.prose.hedges import MAYBE_HEDGED
from drafter.prose.passage import Passage

_BODIES = (
    r"(?:cđcs|công đoàn|lđlđ|liên đoàn|đơn vị|nghiệp đoàn|cơ sở|đồng chí|ban|cấp công đoàn|tỉnh|thành phố|huyện|ngành|"
    r"xã|phường|quận|thị xã|cụm|khối|trường)"
)
_BEGIN = (
    r"thành lập|kết nạp|phát triển|vận động|hoàn thành|thu|tổ chức|xây(?! dựng)|mở|kiểm tra|giới thiệu|đào tạo|"
    r"bồi dưỡng|ký|tặng|trao|thăm|hỗ trợ|giải quyết"
)
# Words of what is to come. Those that may name a plan's result («đạt chỉ tiêu năm 2023») do not stand behind one.
# Most words begin none of them, which their first letters tell at once.
_BEGINS_FUTURE = (
    r"(?=p(?:hấn|hương|hân)|m(?:ục|ột số|ong|uốn)|d(?:ự |uyệt|ịp)|s(?:ẽ|ắp|ang)|c(?:hậm|hỉ|ác [cntg]|hủ t|ó kế|"
    r"ó phương|ó đề|hốt|ần|uối|òn phải|huẩn|hương)|h(?:ướng|y |ội nghị)|đ(?:ề |ặt|ăng|ến [hc]|ại hội)|l(?:ộ|ên|ập)|"
    r"q(?:uyết|uý)|g(?:iao)|t(?:hời|hống|hông|háng|ừ nay|ới [hcđ]|ết|uần|heo [ck])|n(?:hững|hiệm|ăm|gày)|k(?:ế|ỳ)|"
    r"x(?:ây)|b(?:an [hct]|iểu)|y(?:êu)|\d)"
)
FUTURE = re.compile(
    rf"\b{_BEGINS_FUTURE}(?:"
    r"(?<!thực hiện )(?<!hoàn thành )(?<!kết quả )(?<!vượt )(?<!đạt )(?<!% )(?:"
    r"(?<!đã )(?<!tinh thần )(?<!sự )phấn đấu|"
    rf"(?<!với )mục tiêu|mục tiêu(?!\s*,)(?![^.;:,\d]*, (?:các )?{_BODIES}\b)|"
    r"dự (?:kiến|định|tính|trù)|sẽ|chậm nhất (?:ngày|là|đến|trong|trước)|"
    r"hướng tới(?! kỷ niệm| chào mừng| ngày| đại hội)|"
    r"hướng đến|đề ra chỉ tiêu|đặt ra|(?<!mục tiêu )(?<!kế hoạch )(?<!chỉ tiêu )đề ra|lộ trình|"
    r"đặt (?:chỉ tiêu|mục tiêu|kế hoạch)|(?<!với )quyết tâm|giao ước|phương hướng|"
    r"chỉ tiêu (?:năm|đến (?:hết |cuối )?năm|nhiệm kỳ|phấn đấu|cụ thể|chủ yếu|cơ bản)|(?:các|một số|"
    r"những) (?:chỉ tiêu|nhiệm vụ|nội dung|giải pháp)(?! (?:đã|được giao))(?=[^.;:]{0,60}:)|"
    r"(?:các|một số|những) chỉ tiêu(?! (?:đã|được giao))|"
    r"chủ trương (?:xây|hỗ trợ|thành lập|tổ chức|dành)|đăng ký(?=[^.;:,\d]{0,40}(?:năm \d{4})?:)|"
    r"(?<!được )giao (?:năm|quý) [\d/]+(?=[^.;,\d]{0,20}:)|"
    r"(?:\d tháng cuối năm|(?:những|các) tháng còn lại|thời gian còn lại)(?: \d{4})?[^.;\d]{0,70}\b"
    r"(?:tiếp tục|tập trung)|"
    rf"(?<!được )(?:giao|phân bổ)(?: chỉ tiêu)?(?: (?:cho|về))?(?: các)? (?:(?!ban\b){_BODIES}|"
    r"ủy ban kiểm tra|ubkt|văn phòng|ban (?:tổ chức|nữ công|chính sách|tuyên giáo|tài chính|xây dựng|công tác))|"
    r"phân bổ chỉ tiêu|"
    rf"giao chỉ tiêu (?:{_BEGIN})|thống nhất (?:trong )?năm [0-9]+ (?:{_BEGIN})|"
    r"nhiệm vụ (?:trọng tâm|chủ yếu|năm|quý|tháng|thời gian|\d tháng)|"
    r"(?:thời gian|năm|nhiệm kỳ|quý|tháng|kỳ) tới|những tháng cuối năm|"
    rf"đăng ký (?:thi đua|phấn đấu|thực hiện|{_BEGIN})|"
    r"(?<!nguyện vọng )(?:mong|kỳ vọng|hy vọng)(?: muốn| rằng| sẽ)?(?! đợi| chờ)|"
    rf"muốn (?:lập|{_BEGIN}) (?:thêm|mới|được)|"
    r"từ nay (?:đến|tới)|sắp tới|tới đây|"
    rf"(?:lên kế hoạch|chuẩn bị|có kế hoạch) (?:{_BEGIN})|(?<![^\W\d_] )sang (?:năm|quý|tháng|nhiệm kỳ)(?! \d| i)|"
    r"(?:xây dựng|ban hành|lập|có|chốt|thống nhất|duyệt|thông qua) (?:kế hoạch|phương án|đề án)(?: số \S+)? "
    rf"(?:{_BEGIN})(?=[^.;,:]*$)|"
    r"(?<![^\W\d_] )(?:kế hoạch|dự toán|chương trình (?:công tác|kiểm tra|giám sát|hoạt động)) "
    r"(?![^:]*\b(?:hoàn thành|thực hiện|đạt)\b)[^.;:]{0,50}(?=:)|"
    r"(?<!tính )(?:đến|tới) (?:hết|cuối) nhiệm kỳ(?! \d| qua| trước| vừa)|"
    r"(?:tháng|quý|năm|tết|ngày|dịp|tuần|kỳ)(?: [\w/]+){1,3}? tới(?: đây)?(?=\s*[,;:(]|\s(?:sẽ|công đoàn|lđlđ|cđcs))|"
    r"(?<![^\W\d_] )(?:kế hoạch|chỉ tiêu|dự toán)(?: (?:công tác|thu|chi|thu, chi|ngân sách|tài chính))* năm \d{4}"
    r"(?! đạt)|"
    r"(?:dự toán|chỉ tiêu|kế hoạch)[^.;:\d]{0,12}(?:\d{4})?[^.;:,\d]{0,12}(?:được giao|giao)(?=\s*:)|"
    r"chỉ tiêu (?:số )?\d{1,2}(?=\s*:(?![^.;]*\b(?:đạt|vượt|kết quả|thực hiện|đã|có|được)\b))|"
    r"quyết nghị|biểu quyết(?=[^.;:\d]{0,30}:)|cần(?: phải| tập trung| sớm)?(?=\s*:)|"
    r"(?:xây dựng|đề xuất) (?:các )?chỉ tiêu|(?:đại hội|hội nghị|ban chấp hành|ban thường vụ)[^.;:,\d]{0,40}"
    r"(?:quyết định|xác định|thống nhất) (?:trong )?(?:năm|nhiệm kỳ|giai đoạn|đến)|"
    rf"cuối năm (?:còn )?phải (?:{_BEGIN})|cần (?:phải )?(?:tiếp tục |tập trung |sớm )?(?:{_BEGIN}) (?:thêm|mới|"
    rf"được|ít nhất|xong)|còn phải (?:{_BEGIN})|"
    r"theo (?:chương trình|kế hoạch)[^.;\d]{0,12}, (?:mỗi|hằng|hàng) năm)\b"
    r"|chỉ tiêu [^.;:,\d]{2,25} năm \d{4}(?=:)|(?:yêu cầu|chỉ đạo) (?:trong )?(?:năm|quý|tháng) (?:\d{1,4}|[ivx]+)\b)"
    r"|^(?:\W*(?:(?:đến|trước|chậm nhất)\b[^.;:]{0,40}?(?<!đã )\bhoàn thành(?=[^.;:\d]{0,40}:)|hoàn thành trước\b)"
    r"|\W*kế hoạch(?=:)"
    r"|\W*(?:tháng|quý) [\w/]+, (?:tiếp tục|tập trung)\b"
    rf"|\W*(?:trong )?(?:tháng|quý) [\w/]+ tới (?:{_BEGIN})\b|\W*công việc (?:tháng|quý|tuần) [\w/]+(?=:)"
    r"|\W*chỉ tiêu(?=:(?![^.;]*\b(?:đạt|vượt|kết quả|thực hiện|đã|có|được)\b))"
    r"|(?:theo (?:chương trình|kế hoạch|dự kiến)[^.;:,\d]{0,40},|(?:[^.;:,\d]{0,60}\b)?(?<!theo )(?<!đã )(?<!và )"
    rf"(?:đề nghị|yêu cầu) (?:các |mỗi |từng |100% )+(?:{_BODIES})\b(?![^.;:,]*\b(?:khắc phục|trả)\b)"
    rf"|\W*(?:mỗi|từng) {_BODIES}[^.;:,\d]{{0,20}} (?:phải|cử|chọn|đăng ký)\b"
    r"|\W*(?:kính )?(?:đề nghị|yêu cầu|kiến nghị)\b(?![^.;:]{0,30}\b(?:tặng|khen|xét|công nhận|truy|trình)\b)|"
    r"(?:thực hiện|để|"
    r"nhằm|căn cứ|theo|triển khai|trên cơ sở)\b[^.;:]{0,120}, "
    rf"[^.;:,\d]{{0,60}}\b(?:đề nghị|yêu cầu) (?:các |mỗi |từng )+(?:{_BODIES})\b)"
    r")"
)
DONE_SINCE = re.compile(
    r"\b(?:đã|thực (?:chi|thu)|mới (?:thực hiện|kết nạp|thành lập|được)|đạt được|kết quả|thực hiện được|mới đạt|"
    r"chỉ đạt|trong khi|đến nay|"
    r"được hoàn thành)\b"
)
# A title or a heading of a plan, and one of what was done.
_PLAN_TITLE = re.compile(
    r"^\W*(?:dự thảo |thông báo |quyết định giao )?(?:kế hoạch|chương trình (?:công tác|hành động|kiểm tra|"
    r"giám sát|số)|"
    r"(?:về việc|v/v) (?:tổ chức|phát động|triển khai|đăng ký|phân bổ|giao)|bản (?:giao ước|đăng ký)|"
    r"giao ước|đăng ký|đề án|phương hướng|quyết nghị|nghị quyết|thư kêu gọi|chỉ tiêu|mục tiêu|dự toán)\b"
)
_PLAN_HEADING = re.compile(
    r"\b(?:phương hướng|mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|giao ước|dự kiến|chương trình công tác|"
    r"trọng tâm (?:công tác |hoạt động )?(?:năm|quý|tháng|\d tháng)|"
    r"công việc (?:trọng tâm |chính )?(?:tháng|quý|tuần|năm)(?![^.:]*\bđã\b)|"
    r"nhiệm vụ(?:,? giải pháp)?(?: (?:trọng tâm|năm|quý|tháng|chủ yếu|nhiệm kỳ|thời gian|cụ thể|\d tháng|\d{4})|$|:))"
)
_RESULT_HEADING = re.compile(
    r"\b(?:kết quả|tổng kết|sơ kết|tình hình|đánh giá|báo cáo|đặc điểm|"
    r"thực trạng|thực hiện (?:nhiệm vụ|kế hoạch|chỉ tiêu)|"
    r"đã đạt|đạt được|ưu điểm|"
    r"hạn chế|quyết toán|so với)\b"
)
_ROMAN = re.compile(r"[ivx]{1,4}\.\s")
_LONGEST_HEADING = 110
# A sentence that tells what was done, or what there is, ends a plan until its paragraph does.
TOLD = re.compile(
    r"\b(?:đã|kết quả|đạt được|thực hiện được|có thêm|mới đạt|chỉ đạt|đạt và vượt|so sánh|so với|cùng kỳ|"
    r"(?:kết nạp|thành lập|phát triển|thu|tổ chức|vận động|hoàn thành|lo) được(?=\s*" + MAYBE_HEDGED + r"\d)|"
    r"(?<!thực )(?<!thể )(?<!phát )(?<!xuất )(?<!biểu )hiện(?: có| nay| tại)?|"
    r"đang(?! (?:có|còn) (?:hoàn cảnh|khó khăn))|tính đến|năm (?:qua|trước|ngoái)|vừa qua|"
    r"như vậy|gồm|bầu|trong khi|"
    r"(?:toàn|lđlđ|công đoàn|ngành|phường|xã|huyện|tỉnh|thành phố|địa bàn)[^.;:,\d]{0,30} có)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NUMBER_ALONE = re.compile(r"\W*(?:\d{1,2}|[ivx]{1,4}|[a-hđ])[.)]")
# «LĐLĐ tỉnh vừa ban hành kế hoạch … Theo đó, …»
_ISSUES = re.compile(
    r"\b(?:ban hành|công bố|xây dựng|thông qua|phê duyệt|có) (?:[^\W\d_]+ )?(?:kế hoạch|chương trình|đề án|phương án)\b"
)
_ACCORDING = re.compile(r"(?:theo (?:đó|kế hoạch này|kế hoạch)|cụ thể)\b")
_SETS = re.compile(r"\b(?:phương hướng|nhiệm vụ|các chỉ tiêu)\b|\d|:")  # an aim without a number sets nothing
_NAME = re.compile(r"\"[^\"]*\"")  # «Quyết tâm chiến thắng đại dịch» plans nothing
_AT_HEAD = 90  # a plan word so near the beginning speaks for the sentences after it as well
_NUMBERED = re.compile(r"\W*(?:\d{1,2}(?:\.\d+)*|[a-hđ])[.)]\s|\s*[-+*•]")


def planned_by_frame(passage: Passage, place: int) -> str:
    """The word of a plan that the sentences before `place` set for its own; empty for none."""
    return _frames(passage)[passage.sentence_at(place)] if passage.sentences else ""


@lru_cache(maxsize=4)
def _frames(passage: Passage) -> tuple[str, ...]:
    found: list[str] = []
    section = paragraph = listed = number = issued = ""
    year, last = "", None
    for at, sentence in enumerate(passage.sentences):
        line = number + passage.plain[sentence.start : sentence.end].strip()
        begins = last is None or bool(number) or "\n" in passage.plain[last.start : sentence.start]
        last = sentence
        if _NUMBER_ALONE.fullmatch(line):  # it is of the next sentence
            found.append(paragraph or listed or section)
            number = line + " " if begins else ""
            continue
        number = ""
        item = bool(_NUMBERED.match(line))
        if begins:
            paragraph = ""
            listed = listed if item else ""
        if begins and _heads(line):
            if _RESULT_HEADING.search(line):
                section = listed = ""
            elif match := _PLAN_TITLE.search(line) or _PLAN_HEADING.search(line):
                section, year = match[0].strip(), _latest(line)
            found.append(listed or section)
            continue
        frame = paragraph or listed or section
        if frame and _earlier(line, year):
            frame = ""
        found.append(frame)
        if issued and _ACCORDING.match(line):
            found[-1] = paragraph = issued
            continue
        issued = match[0] if (match := _ISSUES.search(line)) else ""
        said, line = line, _NAME.sub(" ", line)
        opened = FUTURE.search(line[:_AT_HEAD] + (":" if ":" in line[_AT_HEAD:] else ""))
        later = ahead(passage, sentence.start, min(sentence.start + _AT_HEAD, sentence.end))
        begun = opened.start() if opened else later.start() - sentence.start if later else 0
        opened = opened or later
        title = _PLAN_TITLE.search(line) if at == 0 else None
        if not (title or opened or paragraph):
            continue
        if TOLD.search(said) or _earlier(line, year):
            paragraph = ""
            continue
        if title or (opened and _SETS.search(line, begun)):
            word = (title or opened)[0].strip()  # type: ignore[index]
            year = _latest(line) or year
            paragraph = word
            section = word if title else section
        if line.endswith(":"):
            listed = paragraph or listed
    return tuple(found)


def _heads(line: str) -> bool:
    """Whether a line is a title or a heading rather than a sentence."""
    if len(line) > _LONGEST_HEADING or line.endswith((";", ",", ":")):
        return False
    return (not line.endswith(".") and not line.startswith(("-", "+", "*"))) or bool(_ROMAN.match(line))


def _latest(line: str) -> str:
    return max(_YEAR.findall(line), default="")


def _earlier(line: str, year: str) -> bool:
    """Whether a sentence begins with a year before the plan's: it tells of what was."""
    years = _YEAR.findall(line[:60])
    return bool(year and years and max(years) < year)
