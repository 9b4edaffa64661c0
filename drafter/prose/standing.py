"""Turn the words around a statement into whether it tells a standing total, not what came about in the period."""

from __future__ import annotations

import re
from functools import cache

from drafter.prose.around import Around
from drafter.prose.hedges import MAYBE_HEDGED
from drafter.prose.nouns import MONEY, PEOPLE, PERCENT, UNITS
from drafter.prose.readings import Kind
from drafter.standards.reading import any_word

_IS = r"\s*(?:tổng số|tổng cộng|là|:)?\s*(?:(?:chỉ|tới|đến|vỏn vẹn|vẻn vẹn|cả thảy|vừa tròn)\s+)?"
_NO_NOW = r"(?<!thực )(?<!thể )(?<!phát )(?<!xuất )(?<!biểu )"  # «thực hiện», «thể hiện» … say no now
_OWED = re.compile(
    r"\b(?:(?:còn|đang) )?(?<!trả )(?<!thu )(?<!nộp )nợ (?:đóng )?(?:bảo hiểm|bhxh|lương|đọng|kinh phí|đoàn phí)\b"
    r"|\b(?:số|số tiền|tiền|tổng) nợ\b|\bnợ (?:cộng dồn|quá hạn|lũy kế)\b"
)
# «21 doanh nghiệp nợ bảo hiểm xã hội, số tiền 8 tỷ đồng»
_OWED_SUM = re.compile(r"[^.;\d]*\bnợ\b[^.;\d]*\b(?:số tiền|tổng|tổng số|với)(?: (?:là|lên tới|lên đến|trên))*\s*$")
_OWES = re.compile(r"(?<!thu )(?<!trả )(?<!hồi )(?<!xóa )(?<!đòi )\b(?:còn |đang )?nợ\s*$")
_HELD = re.compile(
    r"\b(?:dư nợ|số dư|dư (?:đầu|cuối) (?:năm|kỳ)|tồn quỹ|vốn điều lệ|tích lũy|kết dư|quỹ hiện có|tổng quỹ|"
    r"nguồn vốn(?![^.;]*\bcho\b[^.;]*\bvay\b))"
    r"\b(?:[^.;]{0,45}|[^.;\d]{0,110}\b(?:là|còn|đạt|có|:)\s*)$"
    r"|\bquỹ\b[^.;\d]{0,40}\bcòn(?: lại)?\s*$|\bhiện còn\s*$|\bquỹ\b[^.;\d]{0,40}\b(?:đến nay|"
    r"hiện)\b[^.;\d]{0,15}\b(?:đạt|có|là)\s*$|\bcòn (?:dư|tồn)(?: quỹ| lại)?\s*$"
    r"|\bquỹ\b[^.;]{0,50}\bđến\b[^.;]{0,25}\b(?:có|còn)\s*$"
)
# These say it by themselves, whatever is counted and whatever stands behind.
_STANDS_FIRMLY = re.compile(
    rf"\b(?:bảo đảm|đảm bảo|duy trì|giải quyết) việc làm(?: ổn định| thường xuyên)? cho{_IS}$|"
    rf"\b(?:hiện có|hiện nay có|đang quản lý|quản lý|kiện toàn|củng cố)\b[^.;]{{0,60}}?\bvới{_IS}$"
    rf"|\b(?:hiện có|hiện nay có|đang có|đang quản lý|quản lý(?: trực tiếp)?|duy trì(?: hoạt động(?: của)?)?){_IS}$"
    r"|\btrên cơ sở (?:tiếp nhận|hợp nhất|sáp nhập|sắp xếp)\s*$"
    rf"|{_NO_NOW}\b(?:đến nay|hiện nay|hiện)\b[^.;\d]{{0,30}}\bcó{_IS}$"
    rf"|{_NO_NOW}\b(?:hiện|đang|hiện đang)(?: đã)? (?:hình thành|tập hợp|thu hút|quy tụ|duy trì|vận hành|sử dụng){_IS}$"
    rf"|{_NO_NOW}\bhiện (?:đang )?(?:còn|quản lý){_IS}$|\bhiện trạng(?: [^\W\d_]+){{0,6}}\s*:\s*(?:có\s*)?$"
    rf"|\b(?:phụ trách|theo dõi)(?: trực tiếp)?{_IS}$|\bđại diện cho{_IS}$"
)
_STANDING_BEHIND = re.compile(
    r"^\s*thành viên\b(?! (?:đã|được|ký|tham gia|hoàn thành))|^[^.;,]{0,30}\bvào (?:phần mềm|hệ thống)|"
    r"^\s*có (?:tổ chức )?công đoàn(?=[.\s]*$|\s+(?:và|với|trên|tại|trong|ở)\b)"
    r"|^[^.;,\d]{0,20}?\bđang (?:hoạt động|sử dụng|sinh hoạt|quản lý|làm việc|vay|vận hành)"
    r"|^\s*trực thuộc|^[^.;,\d]{0,40}(?:còn|đang có) hiệu lực"
    r"|^\s*hoạt động (?:đều|hiệu quả|tốt|thường xuyên|nền nếp|nề nếp|có)"
    r"|^\s*(?:đã )?được (?:cập nhật|nhập)[^.;,\d]{0,20}(?:phần mềm|hệ thống|cơ sở dữ liệu)"
    r"|^[^.;,\d]{0,12}\bsinh sống|^\s*sinh hoạt (?:ở|tại|trong)\b|^\s*là (?:đoàn viên|nữ|đảng viên|người dân tộc|"
    r"lao động (?:nữ|nhập cư))\b"
)
_UNION_THERE = re.compile(
    r"^[^.;,]{0,50}?\b(?:đã|chưa) (?:có|lập|thành lập)(?: được)?(?: tổ chức)? (?:công đoàn|cđcs|hội đồng an toàn)\b"
)
# «còn 614 đơn vị chưa nộp kinh phí» are behind at the end of the period
_STILL_BEHIND = re.compile(r"\bcòn\s*$")
_NOT_YET = re.compile(
    r"^[^.;,\d]{0,20}\b(?:chưa (?:nộp|đóng)[^.;\d]{0,12}\b(?:kinh phí|đoàn phí|nợ)|chưa (?:có|thành lập|ký)|nợ)\b"
)
_NO_DUES = re.compile(r"^\s*(?:còn |vẫn |đang )?(?:chưa (?:nộp|đóng)|nợ) (?:kinh phí|đoàn phí)\b")
# «còn 38 hộ ở nhà tạm»
_STILL_POOR = re.compile(r"^[^.;,\d]{0,25}\b(?:ở nhà|(?:khó khăn|bức xúc) về nhà ở|chưa có nhà|khó khăn)\b")
# «Cụm thi đua số 5 (bảy công đoàn phường)», «Khối 1: 9 CĐCS»
_OF_CLUSTER = re.compile(
    r"\bvề (?:tổ chức|cơ cấu|bộ máy)(?: (?:bộ máy|công đoàn))?\s*:\s*$|\b(?:cụm|khối)\b[^.;()]{0,70}\(\s*(?:gồm\s*)?$"
    r"|^\W*(?:cụm|khối)(?: thi đua)?(?: số)? \w+\s*(?::|gồm|có|với)\s*$|^\W*(?:riêng )?(?:cụm|"
    r"khối)(?: [^\W\d_]+){1,5}\s*:\s*$"
)
# «Đội ngũ của trung tâm vỏn vẹn 4 tư vấn viên»
_STAFF = re.compile(
    rf"\b(?:đội ngũ|lực lượng|(?<!tinh giản )(?<!giảm )biên chế|bộ máy|mạng lưới|quân số|nhân sự)\b"
    rf"[^.;,\d]{{0,40}}?(?:\b(?:có|gồm|với))?{_IS}$"
)
_POSTS = re.compile(r"^(?!.*\b(?:giảm|cắt|tăng|bổ sung|tuyển|thêm)\b)[^.;,\d]*$")
_MEMBERS_OF = re.compile(r"\b(?:quỹ|câu lạc bộ|mạng lưới|đội|tổ)\b[^.;,\d]{0,40}\bcó\s*$")
_TAKE_PART = re.compile(r"^\s*tham gia[.\s]*$")
_FULL_TIME = re.compile(r"^\s*(?:công đoàn\s+)?(?:không )?chuyên trách\b")
_MILK_ROOM = re.compile(r"^\s*vắt\b")
_NEW = re.compile(r"\b(?:mới|thêm|khai trương|khánh thành|lắp đặt|lắp)\b")
# «…, thêm 300 đoàn viên so với đầu năm» beside what there is
_GAINED = re.compile(rf"\b(?:thêm|tăng|tăng thực)(?: được| mới)?\s+{MAYBE_HEDGED}$")
_CARDS = re.compile(r"^\s*(?:đã )?được (?:cấp|đổi|nhận) thẻ\b")
# a part of the agreements, members or homes counted before it
_GRADED = re.compile(r"^\s*(?:có (?:điều khoản|nội dung)|(?:xếp )?loại [a-d]\b)")
_GRADE = re.compile(r"\bloại [a-d]:?\s*$")
_MARKED = re.compile(r"\bchấm điểm\b")
_MONEY_PARTS = re.compile(r"[^.;\d]{0,30}(?:,|\(|\bgồm|\btrong đó|\bvà)\s[^.;\d]{0,40}")
_OF_PARTS = re.compile(r"[^.;\d]{0,40}?(?:,|\(|:)?\s*(?:trong đó(?: có)?|(?:bao )?gồm(?: có)?)\s*:?\s*[^.;,\d]{0,30}")
_MONEY_MOVES = re.compile(r"\b(?:vay|giải ngân|thu|chi|hỗ trợ|trao|tặng|trích|phát sinh|nộp|tăng|giảm)\b")
_PART_OF_DONE = re.compile(r"\btrong (?:đó|số đó|số này)(?: có)?\s*$")
_RAISED = re.compile(
    r"\b(?:nâng|đưa)\b[^.;\d]{0,80}\b(?:lên|là|thành)\s*$"
    r"|\bsố [^.;,\d]{0,40}\b(?:tăng|giảm)\s+từ\s*(?:[\d.]+\s*[^\d.;,]{0,25}\b(?:lên|xuống)\s*)?$"
    r"|\bsố [^.;,\d]{0,40}\b(?:tăng|giảm)\s+(?:lên|xuống|còn)\s*$|\b(?:còn|xuống còn)\s*$"
)
_RAISED_TOTAL = re.compile(
    r"\b(?:nâng|đưa)\b[^.;\d]{0,20}\b(?:tổng|còn hiệu lực|hiện có|số)\b[^.;\d]{0,60}\b(?:lên|là|thành)\s*$"
)
_TOTAL_JUST_BEFORE = re.compile(
    r"\btổng số(?!\s*(?:tiền|kinh phí|lượt|suất|quà|vốn))[^.;\d]{0,60}$"
    rf"|{_NO_NOW}\b(?:hiện có|hiện nay có|hiện|đang quản lý|quản lý|tiếp nhận|hiện đang có|đang có|có){_IS}$"
)
_CONSISTS = re.compile(rf"\bgồm(?: có)?{_IS}(?:[^\W\d_]+\s+){{0,4}}$")
_GROUP = re.compile(
    r"\b(?:ban nữ công|câu lạc bộ|đội(?! ngũ)|văn phòng|cơ quan|ủy ban kiểm tra|đảng bộ|chi bộ|nghiệp đoàn|mạng lưới|"
    r"đội ngũ|lực lượng|"
    r"hội đồng|ngành|cụm|khối|lđlđ|liên đoàn|công đoàn|"
    r"ban chấp hành|ban thường vụ|bch|btv|ubkt|cán bộ)\b[^.;]{0,60}$"
)
_ELECTS = re.compile(r"\bbầu\b")
_BY_NOW = re.compile(r"^đến nay\b.*\bđã có\b")  # «đến nay đã có 52 CĐCS hoàn thành đại hội»
# «CĐCS Công ty May Hòa Thọ với 820 đoàn viên, …»: who did what follows
_WHO = re.compile(
    r"^\W*(?:với|trong(?: số)?)\s*$|^\W*(?:là )?(?:cđcs|công đoàn|nghiệp đoàn|công ty|đơn vị|"
    r"doanh nghiệp)\b[^.;:,\d]{0,60}(?<!hợp )(?<!việc )(?<!đổi )(?<!đối )\bvới\s*$"
)
_MUST = re.compile(r"\bphải\b|\bbầu\b")
_STANDS = re.compile(
    r"\b(?:hiện có|hiện nay|tính đến|đến nay|quản lý|tổng số|trong đó có|trong số (?:này|đó)|trong đó)\b"
)
_CAME = re.compile(r"\b(?:lượt|được (?!quản lý|cập nhật|cấp thẻ|tập hợp)|thành lập mới|kết nạp mới|phải)\b")
_STANDING_NOUN = re.compile(
    r"ubkt|ủy ban kiểm tra|ban nữ công|câu lạc bộ|clb|tổ công đoàn|nơi|điểm|tủ sách|chi bộ|tổ|khu nhà|"
    r"nhà trọ|phòng trọ|tàu|thuyền|xe$|đầu sách|nhà trẻ|trạm|nhà văn hóa|bếp ăn|sân|cabin"
)
_STOCK_NOUN = re.compile(r"(?:cb|đoàn viên|cđcs|công đoàn cơ sở|cnvc|lao động|công nhân|cán bộ)")
_STOCK_UNITS = frozenset(("người", "đơn vị"))
_LISTED = re.compile(r"[^.\d]{0,25}?\s*(?:,|;|và|với)\s*(?:với\s*)?")
_GRADES = re.compile(r"\b(?:xếp loại|phân loại|đánh giá)\b")
# «Từ 18 CĐCS lúc mới thành lập, đến nay đã có 163 CĐCS»
_FROM = re.compile(r"\W*(?:từ|từ chỗ)(?: (?:chỉ )?(?:có|với))?\s*$")
_TO_NOW = re.compile(r"[^.;\d]{0,60}\b(?:đến nay|nay|hiện nay|hiện)\b")
_AT_END = re.compile(r"\b(?:đầu|cuối) kỳ(?: (?:có|còn|là))?\s*:?\s*$|\bdân số[^.;,\d]{0,20}$")
_NO_UNION = re.compile(r"\bchưa có (?:tổ chức )?công đoàn\s*:\s*$")
_UNDER_WAY = re.compile(r"[^.;,\d]{0,25}\bđang\b")
_ROUND = re.compile(r"\bđợt (?:\d+|[ivx]+|này)\b")  # what a round has came about in it
_AMONG = re.compile(r"^\W*trong (?:tổng )?số\b")  # «Trong số 940 đoàn viên được kết nạp, có 610 nữ»
_BEHIND_ASIDE = re.compile(r"[^.;,\d()]{0,30}\)\s*(?:,|và|với)\s*")
# «142 doanh nghiệp đi vào hoạt động, thu hút trên 61.000 lao động»
_WORK_THERE = re.compile(r"^[^.;\d]{0,60}\b(?:thu hút|(?:tạo|giải quyết|bảo đảm) việc làm(?: ổn định)? cho)\s*$")
_ARE = re.compile(r"\s*là\b")
_JOINED = re.compile(r"^\s*:\s*(?:nam|nữ)?\s*$|;\s*nữ\s*$|tập hợp|\bthì\b|và|có|với|tại|ở|thuộc|,|\(|/")
_PARTS = re.compile(r"trong (?:đó|số (?:này|đó))|bao gồm|gồm|kể cả")
_TOTAL_LABEL = re.compile(
    r"\b(?:còn hiệu lực|tổng số[^.;\d]{0,30}hiện có)[^.;\d]{0,20}(?:là|:)\s*$|\b(?:thỏa ước|"
    r"tưlđtt)[^.;,\d]{0,15}còn hiệu lực\s*$"
    r"|\bsố [^.;,\d]{2,30}\b(?:trên địa bàn|hiện tại|hiện nay|toàn [^\W\d_]+)(?: [^.;,\d]{0,20})?\s*(?:là|:)\s*$"
)
_PUT_IN = re.compile(r"\b(?:cập nhật|nhập)(?: được)?\s*$")
_IN_SOFTWARE = re.compile(r"\b(?:cập nhật|nhập)\b[^.;,\d]{0,30}\b(?:phần mềm|hệ thống)\b[^.;,\d]{0,20}\blà\s*$")

_AND_MORE = re.compile(rf"\s*(?:,|và|với|cùng)\s+{MAYBE_HEDGED}\d[\d.]*\s")  # «có 3 đội, 40 người tham gia»
_SHARE = re.compile(r"^\s*\([^()\d]*\d[\d,.]*\s*%[^()]*\)")  # «40 đơn vị (chiếm 80%) tổ chức …»

_OF_STOCK = "phần của tổng số đứng trước"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What was done to the counted behind a number; what came about before it; nouns that never stand; labels."""
    words = any_word("done_to_counted")
    done = re.compile(
        rf"^(?:(?!\b(?:thì|nhưng|song|dự bị)\b)[^.;,\d(]){{0,40}}?\b(?:{words})\b(?! (?:đầy|nhân|tri|bị|án)\b)"
    )
    # names that hold such a word (tổ chức công đoàn, Ủy ban Kiểm tra) are none
    of_names = r"(?! (?:công đoàn|bộ máy|đảng|cơ sở|viên|bộ|nhánh|đoàn|hội)\b)"
    no_body = r"(?<!ủy ban )(?<!trung tâm )(?<!tổ )(?<!câu lạc bộ )"
    moves = re.compile(rf"{no_body}\b(?:{any_word('came_about')})\b{of_names}")
    passing = re.compile(rf"(?:(?:nữ|nam) )?(?:{any_word('never_standing')})\b(?! vị\b)")
    label = any_word("standing_labels")
    labels = re.compile(
        rf"(?<!\d )\b(?:{label}|nữ)(?: trên địa bàn| hiện nay| trực thuộc)?\s*(?:là|:)\s*$|"
        rf"(?<!bị )\bsố (?:{label})\s*(?:là|"
        rf"đạt|:)?\s*$|\bsử dụng\s*$"
        rf"|\bsố (?:{label})(?: (?:toàn|của) [^\W\d_]+| (?:tính )?đến [^.;,]{{2,20}}| (?:hiện nay|"
        rf"(?:cuối|đầu) (?:kỳ|năm|quý|tháng)|"
        rf"năm \d{{4}}))* (?:là|đạt){_IS}$"
        rf"|^\s*(?:tổng số |số |lực lượng )?(?:{label})(?: toàn [^\W\d_]+| nhập cư| thời vụ| ngoài tỉnh| ngoại tỉnh|"
        rf" địa phương)?{_IS}$"
        rf"|\blực lượng (?:{label})[^.;,\d]{{0,30}}$"
        rf"|^\s*(?:số )?(?:{label}) (?:tăng |giảm )?từ\s*(?:[\d.]+\s*[^\d.;,]{{0,25}}\b(?:lên|xuống|còn)\s*)?$"
    )
    return done, moves, passing, labels


def standing(around: Around) -> str:
    """The word that tells a standing total; empty for what came about."""
    quantity, clause = around.one.quantity, around.clause
    if quantity.unit not in (MONEY, *_STOCK_UNITS) and _patterns()[2].match(quantity.noun):
        return ""  # «15 vụ kiện nợ bảo hiểm»
    if quantity.unit == PERCENT or quantity.unit.startswith("lượt"):
        return ""
    if quantity.unit == MONEY and not clause.strip():
        clause = around.lead[-120:]  # «Số dư quỹ tại thời điểm 31/12/2022: 95 triệu đồng»
    said = clause[-70:] + around.behind[:40]
    if "nợ" in said and (match := _OWED.search(said)):
        return match[0].strip()
    if quantity.unit == MONEY:
        if match := _OWES.search(clause):
            return match[0].strip()
        if around.last_kind is Kind.TOTAL_STOCK and _OWED_SUM.match(around.since_last):
            return "nợ"
        if held := _HELD.search(clause):
            return held[0].strip()
        parts = around.last is not None and around.last.quantity.unit == MONEY and _beside_stock(around, _MONEY_PARTS)
        return _OF_STOCK if parts and not _MONEY_MOVES.search(around.since_last) else ""
    return _counted(around)


def _counted(around: Around) -> str:
    one, lead, behind = around.one, around.lead, _SHARE.sub("", around.behind)
    done, _, passing, labels = _patterns()
    if passing.match(one.quantity.noun + behind):
        return ""
    if _GAINED.search(around.clause):
        return ""
    of_whole = one.quantity.whole is not None and done.match(behind)  # «đã có 29/34 xã ra mắt công đoàn»
    if one.percent is None and not of_whole and (match := _STANDS_FIRMLY.search(lead[-110:])):
        return "" if _BY_NOW.search(match[0]) and done.match(behind) else match[0].strip()
    if one.target is not None:
        return ""
    if one.percent is not None:
        return _OF_STOCK if _part_of_total(around) else ""
    if one.quantity.unit == UNITS and one.quantity.whole is None and (match := _UNION_THERE.match(behind)):
        return match[0].strip()
    if one.quantity.whole is not None and _PUT_IN.search(lead):
        return ""
    if (
        match := _TOTAL_LABEL.search(lead)
        or _STANDING_BEHIND.match(behind)
        or _IN_SOFTWARE.search(lead)
        or _RAISED_TOTAL.search(lead[-110:])
    ):
        return match[0].strip()
    if found := _by_the_words(around):
        return found
    part_of_done = _PART_OF_DONE.search(lead) and around.last_kind is Kind.ACTUAL
    if part_of_done and around.last_unit == one.quantity.unit and not _part_of_total(around):
        return ""
    total = _TOTAL_JUST_BEFORE.search(lead[-110:])
    stock_of_whole = _STOCK_NOUN.match(one.quantity.noun) or (total and "tổng số" in total[0])
    if (one.quantity.whole is not None or one.whole is not None) and not stock_of_whole:
        return ""
    if one.quantity.unit not in _STOCK_UNITS and not _STANDING_NOUN.match(one.quantity.noun):
        came = done.match(behind) and not _UNDER_WAY.match(behind)
        return "phần của số hiện có đứng trước" if not came and (_beside_stock(around) or _consists_of(around)) else ""
    if match := _RAISED.search(lead[-110:]):
        return "" if "còn" in match[0] and done.match(behind) else match[0].strip()
    of_result = around.last_kind is Kind.ACTUAL and around.last_unit == one.quantity.unit
    if of_result and (
        _CONSISTS.search(around.since_last)
        or (total and total[0].strip() == "có" and (_ARE.match(behind) or _AMONG.match(lead)))
    ):
        return ""  # «xử lý 03 cán bộ, gồm khiển trách 2 người», «kết nạp 54 đồng chí, có 21 đồng chí là công nhân»
    if (match := _CONSISTS.search(lead[-110:])) and _GROUP.search(lead[: len(lead) - len(match[0])]):
        return "" if _MUST.search(around.clause) else match[0].strip()
    if done.match(behind) or _done_to_next(around):
        return ""
    named = _STOCK_NOUN.match(one.quantity.noun) and not behind.strip() and not _patterns()[1].search(lead)
    if named and (match := _WHO.match(lead)):
        return match[0].strip()
    if total and not _flows(total[0], around.clause):
        return total[0].strip()
    if match := labels.search(lead[-90:]) or labels.search(around.clause):
        return "" if of_result and _ELECTS.search(lead) else match[0].strip()
    return _OF_STOCK if _part_of_total(around) or _beside_stock(around) else ""


def _done_to_next(around: Around) -> bool:
    """Whether what was done stands behind the next number, of something else: «có 3 đội, 40 người tham gia»."""
    listed = _AND_MORE.match(around.rest)
    behind = around.rest[listed.end() :] if listed else ""
    return bool(listed and _patterns()[0].match(behind)) and not behind.startswith(around.one.quantity.noun)


def _beside_stock(around: Around, listed: re.Pattern[str] = _LISTED) -> bool:
    """«hiện có 24 tủ sách, 15 điểm sinh hoạt văn hóa»."""
    if _BEHIND_ASIDE.fullmatch(around.since_last) and len(around.before) > 1:  # «84 CĐCS (giảm 9 CĐCS) với …»
        other, kind = around.before[-2]
        return kind is Kind.TOTAL_STOCK and around.beside(other)
    return around.last_kind is Kind.TOTAL_STOCK and bool(listed.fullmatch(around.since_last))


def _consists_of(around: Around) -> bool:
    """«412 tủ sách, gồm 300 tủ ở doanh nghiệp»: of what stands, parts of the same kind."""
    if around.last_kind is not Kind.TOTAL_STOCK or not _OF_PARTS.fullmatch(around.since_last):
        return False
    return around.last_unit == around.one.quantity.unit and not _patterns()[1].search(around.since_last)


def _by_the_words(around: Around) -> str:
    """What stands by what it is: rooms, full-time officers, cards, those still behind, parts of agreements in force."""
    lead, behind, one = around.lead, around.behind, around.one.quantity
    moved = _patterns()[1].search(around.clause.rpartition(" với ")[2])
    if one.unit == UNITS and (found := _OF_CLUSTER.search(lead)) and not _patterns()[0].match(behind):
        return found[0].strip()
    if one.unit == UNITS and (found := _STILL_BEHIND.search(lead)) and _NOT_YET.match(around.rest):
        return found[0].strip()
    if one.unit == UNITS and (found := _NO_DUES.match(around.rest)) and not _STILL_BEHIND.search(lead):
        return found[0].strip()
    if one.unit == PEOPLE and not moved and (found := _STAFF.search(lead[-110:])):
        return found[0].strip()
    if one.noun == "biên chế" and _POSTS.match(around.clause):
        return one.noun
    working = one.noun.startswith(("lao động", "công nhân", "người lao động")) and around.last_kind is Kind.TOTAL_STOCK
    if working and (found := _WORK_THERE.match(around.since_last)):
        return found[0].strip()
    if found := _AT_END.search(lead[-110:]):
        return found[0].strip()
    if one.unit == UNITS and (found := _NO_UNION.search(lead[-110:])):
        return found[0].strip()
    if (found := _FROM.match(lead)) and _TO_NOW.match(around.rest):
        return found[0].strip()
    if (found := _STILL_BEHIND.search(lead)) and _STILL_POOR.match(around.rest):
        return found[0].strip()
    if (found := _MEMBERS_OF.search(around.clause)) and _TAKE_PART.match(behind):
        return found[0].strip()
    if (
        (found := _FULL_TIME.match(behind) or _MILK_ROOM.match(behind))
        and not moved
        and not _NEW.search(lead[-60:] + behind)
    ):
        return found[0].strip()
    if (found := _CARDS.match(behind)) and any(kind is Kind.TOTAL_STOCK for each, kind in around.before[-3:]):
        return found[0].strip()
    if _GRADED.match(behind) or _GRADE.search(lead):
        if _GRADED.match(behind) and _MARKED.search(lead):  # the grades are what came of it in the period
            return ""
        alike = [kind for each, kind in around.before[-6:] if each.quantity.noun.split()[:1] == one.noun.split()[:1]]
        alike = [kind for kind in alike if kind is not Kind.ACTUAL or _GRADE.search(lead)]
        return _OF_STOCK if alike and alike[-1] is Kind.TOTAL_STOCK else ""
    return ""


def _flows(found: str, clause: str) -> bool:
    """Whether the words around say that it came about in the period, so that it is no standing total."""
    if found.strip().startswith("tổng số"):
        return bool(_CAME.search(found))
    if _ROUND.search(clause):
        return True
    moved, stands = list(_patterns()[1].finditer(clause)), list(_STANDS.finditer(clause))
    return bool(moved) and not (stands and stands[-1].start() > moved[-1].start())


def _part_of_total(around: Around) -> bool:
    """«…tổng số 3.443 người, giảm 131 người; trong số này có 1.317 lao động nữ và 382 người dân tộc thiểu số»."""
    totals = [
        other
        for other, kind in around.before
        if kind is Kind.TOTAL_STOCK and other.quantity.unit != MONEY and around.beside(other)
    ]
    if not totals:
        return False
    between, moves = around.since(totals[-1]), _patterns()[1]
    if _GRADES.search(between):
        return False
    parts = _PARTS.split(between)
    if len(parts) > 1:
        return not moves.search(parts[-1])
    return totals[-1] is around.last and not moves.search(between) and bool(_JOINED.search(between))
