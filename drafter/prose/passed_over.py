"""Turn a passage into the stretches whose numbers are no figures: dates, terms, numbers of papers, names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.prose.passage import Passage, Span

YEAR = r"(?:19|20)\d{2}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DM = rf"{_DAY}\s*[/-]\s*{_MONTH}"
# What is counted right after a number: then «8/3 đơn vị» is no date, «lớp 12 người» no class, «luật 37 lượt» no law.
_NOUNS = (
    r"đoàn viên|công đoàn|cđcs|người|cnvclđ|cnlđ|nlđ\b|cbcnv|cbnv|đv\b|doanh nghiệp|dn\b|đơn vị|cơ quan|"
    r"lao động|triệu|tỷ|suất|phần\b|cuộc|cán bộ|tập thể|cá nhân|lượt|nhà\b|căn\b|ngôi\b|lớp|sáng kiến|"
    r"chỉ tiêu|nghìn|ngàn|đồng\b|vnđ|đ\b|hộ\b|vụ|bản\b|mô hình|công trình|hồ sơ|đơn\b|ý kiến|văn bản|"
    r"phong trào|đề tài|giải\b|tiết mục|chuyến|vé\b|câu lạc bộ|clb\b|đ/c|đồng chí|nữ\b|thành viên|đại biểu|"
    r"nghiệp đoàn|phường|xã\b|huyện|trường\b|nội dung|nhiệm vụ|công nhân|viên chức|hội viên|học viên|học sinh|"
    r"thí sinh|ngư dân|gia đình|trường hợp|nhóm|tổ(?! chức)\b|buổi|hội nghị|tin\b|bài\b|tờ\b|cuốn|chị\b|em\b|"
    r"cháu|đội\b|câu hỏi|kiến nghị|khoa\b|phòng\b"
)
_COUNTED = rf"(?!\s*(?:%|{_NOUNS}|chương trình|tổ chức))"
_PAPERS = (
    r"quyết định|nghị quyết|nghị định|chỉ thị|kế hoạch|hướng dẫn|thông tư|thông tri|công văn|kết luận|quy định|"
    r"luật|tờ trình|báo cáo|"
    r"chương trình|đề án|thông báo|pháp lệnh|quy chế|điều lệ"
)
_SYMBOLS = r"(?:qđ|nq|kh|hd|ct|bc|ttr|cv|nđ|tt|kl|tb|qc|qh|ctr|tlđ|ttg|cp)"
_OF_PAPERS = rf"(?!\s+(?:{_NOUNS}))"
_ORDERED = (
    r"lần thứ|thứ|khóa|(?<!tổng )(?<!trong )số|cụm|khối|tổ|đợt|phường|quận|khu vực|khu phố|ấp|thôn|khu|vòng|hạng|"
    r"(?<!phụ )(?<!trợ )(?<!cung )cấp|(?<!các )(?<!khối )(?<!cấp )xã|loại|mẫu|biểu|"
    r"phụ lục|phần|mục|chương|"
    r"trang|mũi|ca|kíp|bài|hình|ảnh|điều|khoản|điểm|cống|lớp|tuần|(?<!định )kỳ|bậc|quốc lộ|đường|ngõ|hẻm|đội|nhóm|"
    r"giai đoạn"
)
_NOT_EACH = r"(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )"  # «mỗi tháng 1 triệu đồng», «mỗi quý 2 cuộc»
_NO_MONEY = r"(?!\s*(?:triệu|tỷ|nghìn|ngàn|đồng)\b)"
_PEOPLE = r"(?:lao động|đoàn viên|người|công nhân|cnlđ|nlđ|nữ|cán bộ)"
_SIZE = r"\d[\d.]*(?:\s*-\s*\d+|\s+đến(?:\s+dưới)?\s+\d+)?"
_PLACES = r"(?:doanh nghiệp|dn|đơn vị|nơi|cơ sở|công ty|cơ sở sản xuất)"
_HOLIDAYS = r"(?:8/3|20/10|28/7|27/7|30/4|1/5|01/5|19/5|2/9|02/9|20/11|22/12|26/3|28/6|1/6|20/7|3/2|03/2)"
_BEFORE_DATE = r"(?:ngày|hôm|sáng|chiều|tối|trưa|dịp|lễ|mùng|đến|từ|trước|sau|chào mừng|kỷ niệm|nhân)"
_SEASONS = (
    r"(?:tết|xuân|cuối|đầu|đông|hè|dần|sửu|tý|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi|sum vầy|công nhân|nguyên đán)"
)

# Why a number is passed over, and how it looks.
_RULES: tuple[tuple[str, str], ...] = (
    (
        "số văn bản",
        (
            rf"\b(?:{_PAPERS})\s+(?:số\s*:?\s*)?\d+[a-zđ]?(?:\s?[/-]\s?[\w-]+)*(?!\s*%)(?![\d.,]*\s*(?:cuộc|bản))"
            rf"(?=[\s,.;)\"]|$){_OF_PAPERS}"
        ),
    ),
    ("số văn bản", rf"\b(?:số\s*:?\s*)?\d+[a-zđ]?\s?[/-]\s?(?:\d{{4}}\s?/\s?)?{_SYMBOLS}[\w-]*"),
    ("số văn bản", rf"\b\d+\s?-\s?{_SYMBOLS}\s?/\s?\w+"),
    (
        "ngày tháng",
        rf"\b(?:ngày\s+)?{_DAY}\s*(?:,|và|-)\s*{_DAY}\s*[/-]\s*{_MONTH}(?:\s*[/-]\s*{YEAR})?\b(?![.,]\d){_COUNTED}",
    ),
    ("ngày tháng", rf"\bngày\s+{_DAY}\s+tháng\s+{_MONTH}(?:\s+năm\s+{YEAR})?"),
    ("ngày tháng", rf"\b{_DAY}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{YEAR}\b"),
    (
        "ngày tháng",
        (rf"\b{_BEFORE_DATE}\s+(?:ngày\s+)?{_DM}(?:\s*(?:,|và|đến|-)\s*(?:ngày\s+)?{_DM})*\b{_COUNTED}"),
    ),
    ("ngày tháng", rf"(?<=[\d,])\s*(?:,\s|và\s)\s*{_DM}\b(?=\s*[,.;)](?!\d))"),
    ("ngày tháng", rf"\b{_HOLIDAYS}\b{_COUNTED}"),
    (
        "ngày tháng",
        (
            rf"\b(?:trong|từ|đến|vào|các|sáng|chiều)?\s*(?:hai |ba )?{_NOT_EACH}ngày\s+{_DAY}(?:\s*(?:,|và|-|"
            rf"đến)\s*(?:ngày\s+)?{_DAY})*"
            rf"(?:\s*[/-]\s*{_MONTH}(?:\s*[/-]\s*{YEAR})?)?\b"
        ),
    ),
    (
        "tháng",
        (
            rf"{_NOT_EACH}\btháng\s+{_MONTH}(?![.,]\d{{1,3}}(?!\d)){_NO_MONEY}(?:\s*(?:,|và|-|"
            rf"đến)\s*(?:tháng\s+)?{_MONTH})*(?:\s*(?:/|-|năm|\s)\s*{YEAR})?\b"
        ),
    ),
    ("tháng", rf"\b{_MONTH}\s*/\s*{YEAR}\b"),
    ("quý", rf"{_NOT_EACH}\bqu[ýí]\s+(?:[1-4]|i{{1,3}}|iv)\b(?:\s*(?:/|-|năm|\s)\s*{YEAR})?"),
    (
        "kỳ",
        (rf"\b(?:{_MONTH}|sáu|chín|ba)\s+tháng(?:\s+(?:đầu|cuối|đầu năm|cuối năm))?(?:\s*,?\s*(?:năm|/)\s*{YEAR})?\b"),
    ),
    (
        "năm",
        (
            rf"\b(?:nhiệm kỳ|giai đoạn|khóa|niên độ|năm học|các năm|từ năm|năm)\s+{YEAR}"
            rf"(?:\s*(?:-|đến|và|,|/)\s*(?:năm\s+)?{YEAR})*\b"
        ),
    ),
    ("năm", rf"(?<![\d./,]){YEAR}\s*-\s*{YEAR}\b"),
    ("năm", rf"\b{_SEASONS}\s+(?:năm\s+)?{YEAR}\b(?![.,]?\d){_COUNTED}"),
    ("giờ", r"\b\d{1,2}(?::(?=\d)|\s*(?:h|giờ)\s*)\d{0,2}(?:\s*phút)?\b(?!\s*(?:làm thêm|công))"),
    ("mức luật định", r"\bkinh phí công đoàn\s*\(?\s*2\s*%\s*\)?|\b2\s*%\s+(?:kinh phí|kpcđ|quỹ|tổng quỹ)"),
    ("mức luật định", r"\b(?:0,5|1|1,5)\s*%\s+(?:tiền lương|mức lương|lương|quỹ|tổng quỹ)"),
    ("mức luật định", r"\bđoàn phí(?: công đoàn)?\s*\(?\s*(?:1|0,5)\s*%|\bhưởng\s+100\s*%\s+lương"),
    (
        "ngưỡng",
        (
            rf"(?<!kết nạp )(?<!phát triển )(?<!giới thiệu )(?<!thu hút )\b(?:có\s+)?(?:từ|đủ|dưới|trên|không quá|"
            rf"tối thiểu|ít nhất)\s+(?:đủ\s+)?{_SIZE}\s+(?:{_PEOPLE}|tuổi)\s+(?:nữ\s+)?(?:trở lên|trở xuống|tuổi)"
        ),
    ),
    (
        "ngưỡng",
        rf"\b(?:sử dụng|(?<!mong )có)\s+(?:từ|dưới)\s+{_SIZE}\s+{_PEOPLE}\b(?!\s+(?:tham|dự|được|đăng|đến|hiến)\b)",
    ),
    ("ngưỡng", rf"\b{_PLACES}\s+(?:có\s+|sử dụng\s+)?(?:từ|dưới)\s+{_SIZE}\s+{_PEOPLE}\b"),
    ("ngưỡng", rf"\b{_PLACES}\s+(?:sử dụng\s+)?(?:trên|hơn|đủ)\s+{_SIZE}\s+{_PEOPLE}\b"),
    ("ngưỡng", r"\btừ\s+\d[\d.,]*\s*(?:(?:nghìn|ngàn|triệu|tỷ)\s+)?(?:đồng|đ)(?:/\w+)?\s+trở (?:lên|xuống)"),
    ("ngưỡng", r"\b(?:từ|dưới|trên|đủ)\s+\d[\d.,]*(?:\s*(?:-|đến)\s*(?:dưới\s+)?\d[\d.,]*)?\s+điểm\b(?! phần)"),
    ("bằng chữ", r"\((?:bằng chữ\s*:?\s*)?[^()\d]*\b(?:tỷ|tỉ|triệu|nghìn|ngàn|trăm)\b[^()\d]*\bđồng\b[^()\d]*\)"),
    ("liều", r"\b(?:đủ\s+)?\d\s+mũi\b"),
    ("ngưỡng", r"\bthang (?:điểm )?\d+\b"),
    ("ngưỡng", r"\b(?:từ|đủ|dưới|trên|hơn|gần)\s+\d+\s+(?:năm|tuổi|tháng)\b(?:\s+(?:trở lên|công tác))?"),
    ("thứ bậc", rf"(?<!mỗi )\b(?:{_ORDERED})\s+(?:số\s+)?\d+[a-z]?\b(?![.,]\d)(?! \d{{3}}\b)(?!\s*/\s*\d){_COUNTED}"),
    ("thứ bậc", r"\b(?:chỉ tiêu|nhiệm vụ|nội dung|tiêu chí|giải pháp)\s+(?:số\s+)?\d{1,2}(?=\s*:)"),
    (
        "thời gian",
        (
            r"\b(?:\d+|hai|ba|bốn|năm|sáu|bảy|mười)\s+(?:ngày|tuần|tháng|năm|giờ|phút|thập kỷ|"
            r"thế kỷ)\b(?!\s*(?:công|lương))"
        ),
    ),
    ("đo lường", r"\b\d[\d.,]*\s+(?:hải lý|lần)\b"),
    (
        "đo lường",
        (
            r"\b(?:cự ly|cách|xa|bán kính|chạy|dài|cao|rộng|diện tích|đi bộ|đạp xe|khoảng)\b[^.;,\d]{0,20}\d[\d.,]*\s*"
            r"(?:km|ki-lô-mét|mét|m2|m²|ha|héc-ta)\b"
        ),
    ),
    ("mức quy định", r"\bkhông (?:vượt )?quá\s+(?:từ\s+)?\d[\d.,]*\s*%"),
    ("mức quy định", r"\bquy định(?:\s+(?:là|tối thiểu|tối đa|ít nhất|của\s+[^\d.;,]{1,30}))*\s+\d[\d.,]*\s*%"),
    ("mức quy định", r"\b(?:theo|với)\s+(?:mức|tỷ lệ)\s+\d[\d.,]*\s*%\s+(?:tiền lương|lương|quỹ lương|tổng quỹ)"),
    ("phân số", r"\b(?:hơn|gần|trên|khoảng|quá)\s+(?:1/2|1/3|2/3|1/4|3/4|4/5)\b|\b[1-3]/[2-4]\s+(?:số|tổng số|là)\b"),
    ("phân số", r"\b(?:một|hai|ba|bốn|năm)\s+phần\s+(?:hai|ba|tư|năm|mười)\b"),
    ("tuổi", r"\b\d{1,3}\s+tuổi\b"),
    ("tên", r"\bcovid\s*-\s*19\b|\b[a-z]+\d+\b|\b\d+[a-z]\d*\b|\b4\.0\b|\b24/(?:7|24)\b(?:\s*(?:giờ|h\b))?"),
    ("tên", r"\b(?:bộ|chương trình|phong trào)\s+\d+\s+(?:không|giỏi|tốt|an|xung kích|nhất)"),
    ("tên", r"\b(?:phiên chợ|siêu thị|gian hàng|cửa hàng|chợ|bếp|quán|chuyến xe|xe|suất ăn)\s+0\s*(?:đồng|đ|vnđ)\b"),
    ("tên", r"\b0?[2-9]\s+(?:bộ quy tắc|cấp|mặt|miền|chiều|khâu đột phá)\b"),
    (
        "tên",
        (
            r"\b(?:(?:tổng )?công ty(?: cổ phần| tnhh| may| xây dựng)*|nhà máy|xí nghiệp|binh đoàn|sư đoàn|lữ đoàn|"
            r"trung đoàn|quân khu|may|cao su|bệnh viện|quân y|đoàn nghi lễ)\s+(?:số\s+)?\d{1,3}\b(?![.,/]?\d)"
            rf"{_COUNTED}(?!\s*(?:có|đã)?\s*(?:nghìn|công nhân|khoa|phòng))"
        ),
    ),
    ("tên", r"\b(?:chương trình|phong trào|cuộc thi)\s+(?:1|một|75)\s+(?:triệu|nghìn)\s+sáng kiến"),
    ("tên", r"\b(?:iso|top)\s+\d+(?::\d+)?\b|\bkm\s*\d+\b|\blần\s+\d+\b"),
    ("tên", r"\b\d\s+(?:tại chỗ|không|cùng|giảm|sẵn sàng|cung đường|trách nhiệm|lợi ích|xung kích|sạch|thống nhất)\b"),
    ("điện thoại", r"(?<![\d.,])(?:0|\+?84[. ]?)\d{1,3}[. ]?\d{3}[. ]?\d{3,4}\b(?!\s*(?:đồng|đ\b|người))"),
    (
        "điện thoại",
        r"\b(?:điện thoại|đt|đường dây nóng|tổng đài|hotline|tài khoản|stk)(?:\s+số)?\s*:?\s*\d(?:[. -]?\d){6,}",
    ),
    ("đầu mục", r"(?:^|(?<=\n))\s*(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[ivx]+\.)\s"),
)
_DIGIT = re.compile(r"\d")
_LONGEST_QUOTE = 180
_OPENS, _CLOSES = "“«„", "”»"
_PATTERNS = tuple((why, re.compile(pattern)) for why, pattern in _RULES)
_IN_WORDS = tuple((why, pattern) for why, pattern in _PATTERNS if why in ("kỳ", "thời gian", "phân số"))


@dataclass(frozen=True)
class PassedOver:
    """A stretch without figures and why: «ngày tháng», «số văn bản», «ngưỡng» …"""

    span: Span
    why: str


def passed_over(passage: Passage) -> tuple[PassedOver, ...]:
    """Every stretch of a passage whose numbers say no result, in order of place."""
    patterns = _PATTERNS if _DIGIT.search(passage.plain) else _IN_WORDS
    found = [
        PassedOver(Span(match.start(), match.end()), why)
        for why, pattern in patterns
        for match in pattern.finditer(passage.plain)
    ]
    found += [PassedOver(span, "tên") for span in _quoted(passage)]
    return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end)))


def _quoted(passage: Passage) -> list[Span]:
    """What stands in quotes and holds a digit; marks that open are paired with those that close, line by line."""
    found, opened = [], -1
    for place, letter in enumerate(passage.plain):
        if letter == "\n":
            opened = -1
        if letter != '"':
            continue
        shown = passage.text[place]
        if shown in _OPENS or (opened < 0 and shown not in _CLOSES):
            opened = place
            continue
        inner = passage.plain[opened + 1 : place] if opened >= 0 else ""
        if 0 < len(inner) <= _LONGEST_QUOTE and any(sign.isdigit() for sign in inner):
            found.append(Span(opened, place + 1))
        opened = -1
    return found
