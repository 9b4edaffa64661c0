"""Turn a passage into the stretches whose numbers are no figures: dates, terms, numbers of papers, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    r"cháu|đội\b|câu hỏi|kiến nghị|khoa\b|phòng\b|"
    r"thẻ\b|sổ\b|phiếu|máy\b|xe\b|học bổng|giấy|chứng|khẩu trang|tài liệu|thùng|cây\b|tủ\b|gói|hộp|túi|áo\b|mũ\b|chiếc"
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
    r"(?<!các )(?<!khối )(?<!cấp )xã|loại|mẫu|biểu|"
    r"phụ lục|phần|mục|chương|"
    r"trang|mũi|ca|kíp|tầng|lầu|số nhà|dự án|biển số|tốc độ|bậc thợ|bài|hình|ảnh|điều|khoản|điểm|cống|lớp|tuần|"
    r"(?<!định )kỳ|bậc|quốc lộ|đường|ngõ|hẻm|đội|nhóm|"
    r"giai đoạn"
)
_NOT_EACH = r"(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )"  # «mỗi tháng 1 triệu đồng», «mỗi quý 2 cuộc»
_NOT_GROWN = r"(?<!kết nạp )(?<!phát triển )(?<!giới thiệu )(?<!thu hút )"
_NO_MONEY = r"(?!\s*(?:triệu|tỷ|nghìn|ngàn|đồng)\b)"
_PEOPLE = r"(?:lao động|đoàn viên|người|công nhân|cnlđ|nlđ|nữ|cán bộ)"
_SIZE = r"\d[\d.]*(?:\s*-\s*\d+|\s+đến(?:\s+dưới)?\s+\d+)?"
_PLACES = r"doanh nghiệp|dn|đơn vị|nơi|cơ sở|công ty|cơ sở sản xuất"
_MONTHS_LONG = rf"\s+tháng(?:\s+(?:đầu|cuối|đầu năm|cuối năm))?(?:\s*,?\s*(?:năm|/)\s*{YEAR})?\b"
_LONG = r"\s+(?:ngày|tuần|tháng|năm|giờ|phút|thập kỷ|thế kỷ)\b(?!\s*(?:công|lương))"
_HOLIDAYS = r"(?:8/3|20/10|28/7|27/7|30/4|1/5|01/5|19/5|2/9|02/9|20/11|22/12|26/3|28/6|1/6|20/7|3/2|03/2)"
_BEFORE_DATE = r"ngày|hôm|sáng|chiều|tối|trưa|dịp|lễ|mùng|đến|từ|trước|sau|chào mừng|kỷ niệm|nhân"
_SEASONS = r"tết|xuân|cuối|đầu|đông|hè|dần|sửu|tý|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi|sum vầy|công nhân|nguyên đán"

# Why a number is passed over, the words before it one of which begins such a stretch, and how it goes on from there.
_FROM_A_WORD: tuple[tuple[str, str, str], ...] = (
    (
        "số văn bản",
        _PAPERS,
        (
            rf"\s+(?:số\s*:?\s*)?\d+[a-zđ]?(?:\s?[/-]\s?[\w-]+)*(?!\s*%)(?![\d.,]*\s*(?:cuộc|bản))"
            rf"(?=[\s,.;)\"]|$){_OF_PAPERS}"
        ),
    ),
    ("ngày tháng", "ngày", rf"\s+{_DAY}\s+tháng\s+{_MONTH}(?:\s+năm\s+{YEAR})?"),
    ("ngày tháng", _BEFORE_DATE, rf"\s+(?:ngày\s+)?{_DM}(?:\s*(?:,|và|đến|-)\s*(?:ngày\s+)?{_DM})*\b{_COUNTED}"),
    (
        "ngày tháng",
        rf"{_NOT_EACH}ngày",
        (
            rf"\s+{_DAY}(?:\s*(?:,|và|-|đến)\s*(?:ngày\s+)?{_DAY})*"
            rf"(?:\s*[/-]\s*{_MONTH}(?:\s*[/-]\s*{YEAR})?)?\b"
        ),
    ),
    (
        "tháng",
        rf"{_NOT_EACH}tháng",
        (
            rf"\s+{_MONTH}(?![.,]\d{{1,3}}(?!\d)){_NO_MONEY}(?:\s*(?:,|và|-|đến)\s*(?:tháng\s+)?{_MONTH})*"
            rf"(?:\s*(?:/|-|năm|\s)\s*{YEAR})?\b"
        ),
    ),
    ("quý", rf"{_NOT_EACH}quý", rf"\s+(?:[1-4]|i{{1,3}}|iv)\b(?:\s*(?:/|-|năm|\s)\s*{YEAR})?"),
    ("kỳ", "sáu|chín|ba", _MONTHS_LONG),
    (
        "năm",
        "nhiệm kỳ|giai đoạn|khóa|niên độ|năm học|các năm|từ năm|năm",
        rf"\s+{YEAR}(?:\s*(?:-|đến|và|,|/)\s*(?:năm\s+)?{YEAR})*\b",
    ),
    ("năm", _SEASONS, rf"\s+(?:năm\s+)?{YEAR}\b(?![.,]?\d){_COUNTED}"),
    ("mức luật định", "kinh phí công đoàn", r"\s*\(?\s*2\s*%\s*\)?"),
    ("mức luật định", "đoàn phí", r"(?: công đoàn)?\s*\(?\s*(?:1|0,5)\s*%"),
    ("mức luật định", "hưởng", r"\s+100\s*%\s+lương"),
    (
        "ngưỡng",
        rf"{_NOT_GROWN}(?:từ|đủ|dưới|trên|không quá|tối thiểu|ít nhất)",
        rf"\s+(?:đủ\s+)?{_SIZE}\s+(?:{_PEOPLE}|tuổi)\s+(?:nữ\s+)?(?:trở lên|trở xuống|tuổi)",
    ),
    (
        "ngưỡng",
        "sử dụng|(?<!mong )có",
        rf"\s+(?:từ|dưới)\s+{_SIZE}\s+{_PEOPLE}\b(?!\s+(?:tham|dự|được|đăng|đến|hiến)\b)",
    ),
    ("ngưỡng", _PLACES, rf"\s+(?:có\s+|sử dụng\s+)?(?:từ|dưới)\s+{_SIZE}\s+{_PEOPLE}\b"),
    ("ngưỡng", _PLACES, rf"\s+(?:sử dụng\s+)?(?:trên|hơn|đủ)\s+{_SIZE}\s+{_PEOPLE}\b"),
    ("ngưỡng", "từ", r"\s+\d[\d.,]*\s*(?:(?:nghìn|ngàn|triệu|tỷ)\s+)?(?:đồng|đ)(?:/\w+)?\s+trở (?:lên|xuống)"),
    ("ngưỡng", "từ|dưới|trên|đủ", r"\s+\d[\d.,]*(?:\s*(?:-|đến)\s*(?:dưới\s+)?\d[\d.,]*)?\s+điểm\b(?! phần)"),
    ("ngưỡng", "thang", r" (?:điểm )?\d+\b"),
    ("ngưỡng", "từ|đủ|dưới|trên|hơn|gần", r"\s+\d+\s+(?:năm|tuổi|tháng)\b(?:\s+(?:trở lên|công tác))?"),
    (
        "thứ bậc",
        rf"(?<!mỗi )(?:{_ORDERED})",
        rf"\s+(?:số\s+)?\d+[a-z]?\b(?![.,]\d)(?! \d{{3}}\b)(?!\s*/\s*\d){_COUNTED}",
    ),
    ("thứ bậc", r"(?<!phụ )(?<!trợ )(?<!cung )cấp", rf"\s+[1-5]\b(?![.,\d]){_COUNTED}"),
    ("thứ bậc", "phòng", r"\s+\d{3}\b(?![.,]\d)(?=\s*[,.;)])"),
    ("thứ bậc", "bậc", r"\s+(?:thợ\s+)?\d/\d\b"),
    ("thứ bậc", "chỉ tiêu|nhiệm vụ|nội dung|tiêu chí|giải pháp", r"\s+(?:số\s+)?\d{1,2}(?=\s*:)"),
    ("thời gian", "hai|ba|bốn|năm|sáu|bảy|mười", _LONG),
    (
        "đo lường",
        "cự ly|cách|xa|bán kính|chạy|dài|cao|rộng|diện tích|đi bộ|đạp xe|khoảng",
        r"\b[^.;,\d]{0,20}\d[\d.,]*\s*(?:km|ki-lô-mét|mét|m2|m²|ha|héc-ta)\b",
    ),
    ("mức quy định", "không", r" (?:vượt )?quá\s+(?:từ\s+)?\d[\d.,]*\s*%"),
    ("mức quy định", "quy định", r"(?:\s+(?:là|tối thiểu|tối đa|ít nhất|của\s+[^\d.;,]{1,30}))*\s+\d[\d.,]*\s*%"),
    ("mức quy định", "theo|với", r"\s+(?:mức|tỷ lệ)\s+\d[\d.,]*\s*%\s+(?:tiền lương|lương|quỹ lương|tổng quỹ)"),
    ("phân số", "hơn|gần|trên|khoảng|quá", r"\s+(?:1/2|1/3|2/3|1/4|3/4|4/5)\b"),
    ("phân số", "một|hai|ba|bốn|năm", r"\s+phần\s+(?:hai|ba|tư|năm|mười)\b"),
    ("tên", "covid", r"\s*-\s*19\b"),
    ("tên", "bộ|chương trình|phong trào", r"\s+\d+\s+(?:không|giỏi|tốt|an|xung kích|nhất)"),
    (
        "tên",
        "phiên chợ|siêu thị|gian hàng|cửa hàng|chợ|bếp|quán|chuyến xe|xe|suất ăn",
        r"\s+0\s*(?:đồng|đ|vnđ)\b",
    ),
    (
        "tên",
        (
            r"tổng công ty|công ty|nhà máy|xí nghiệp|binh đoàn|sư đoàn|lữ đoàn|trung đoàn|quân khu|may|cao su|"
            r"bệnh viện|quân y|đoàn nghi lễ"
        ),
        (
            rf"(?: cổ phần| tnhh| may| xây dựng)*\s+(?:số\s+)?\d{{1,3}}\b(?![.,/]?\d)"
            rf"{_COUNTED}(?!\s*(?:có|đã)?\s*(?:nghìn|công nhân|khoa|phòng))"
        ),
    ),
    ("tên", "chương trình|phong trào|cuộc thi", r"\s+(?:1|một|75)\s+(?:triệu|nghìn)\s+sáng kiến"),
    ("tên", "iso|top", r"\s+\d+(?::\d+)?\b"),
    ("tên", "km", r"\s*\d+\b"),
    ("tên", "lần", r"\s+\d+\b"),
    (
        "điện thoại",
        "điện thoại|đt|đường dây nóng|tổng đài|hotline|tài khoản|stk",
        r"(?:\s+số)?\s*:?\s*\d(?:[. -]?\d){6,}",
    ),
)
# The same where a stretch begins with the number itself.
_FROM_A_NUMBER: tuple[tuple[str, str], ...] = (
    ("đo lường", r"\d{1,2}\s+tầng\b"),
    ("số văn bản", rf"\d+[a-zđ]?\s?[/-]\s?(?:\d{{4}}\s?/\s?)?{_SYMBOLS}[\w-]*"),
    ("số văn bản", rf"\d+\s?-\s?{_SYMBOLS}\s?/\s?\w+"),
    (
        "ngày tháng",
        rf"{_DAY}\s*(?:,|và|-)\s*{_DAY}\s*[/-]\s*{_MONTH}(?:\s*[/-]\s*{YEAR})?\b(?![.,]\d){_COUNTED}",
    ),
    ("ngày tháng", rf"{_DAY}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{YEAR}\b"),
    ("ngày tháng", rf"{_HOLIDAYS}\b{_COUNTED}"),
    ("tháng", rf"{_MONTH}\s*/\s*{YEAR}\b"),
    ("kỳ", rf"{_MONTH}{_MONTHS_LONG}"),
    ("năm", rf"(?<![\d./,]){YEAR}\s*-\s*{YEAR}\b"),
    ("giờ", r"\d{1,2}(?::(?=\d)|\s*(?:h|giờ)\s*)\d{0,2}(?:\s*phút)?\b(?!\s*(?:làm thêm|công))"),
    ("mức luật định", r"2\s*%\s+(?:kinh phí|kpcđ|quỹ|tổng quỹ)"),
    ("mức luật định", r"(?:0,5|1|1,5)\s*%\s+(?:tiền lương|mức lương|lương|quỹ|tổng quỹ)"),
    ("liều", r"\d\s+mũi\b"),
    ("thời gian", rf"\d+{_LONG}"),
    ("đo lường", r"\d[\d.,]*\s+(?:hải lý|lần)\b"),
    ("phân số", r"[1-3]/[2-4]\s+(?:số|tổng số|là)\b"),
    ("tuổi", r"\d{1,3}\s+tuổi\b"),
    ("tên", r"\d+[a-z]\d*\b|4\.0\b|24/(?:7|24)\b(?:\s*(?:giờ|h\b))?"),
    ("tên", r"0?[2-9]\s+(?:bộ quy tắc|cấp|mặt|miền|chiều|khâu đột phá)\b"),
    ("tên", r"\d\s+(?:tại chỗ|không|cùng|giảm|sẵn sàng|cung đường|trách nhiệm|lợi ích|xung kích|sạch|thống nhất)\b"),
    ("điện thoại", r"(?<![\d.,])(?:0|84[. ]?)\d{1,3}[. ]?\d{3}[. ]?\d{3,4}\b(?!\s*(?:đồng|đ\b|người))"),
)
# And where it begins with neither.
_FROM_ANYWHERE: tuple[tuple[str, str], ...] = (
    ("ngày tháng", rf"(?<=[\d,])\s*(?:,\s|và\s)\s*{_DM}\b(?=\s*[,.;)](?!\d))"),
    ("bằng chữ", r"\((?:bằng chữ\s*:?\s*)?[^()\d]*\b(?:tỷ|tỉ|triệu|nghìn|ngàn|trăm)\b[^()\d]*\bđồng\b[^()\d]*\)"),
    ("tên", r"\b[a-z]+\d+\b"),
    ("đầu mục", r"(?<=[.;]\s)\d{1,2}[.)]\s(?=[^\W\d_])|(?<=:\s)1[.)]\s(?=[^\W\d_])"),
    ("đầu mục", r"(?:^|(?<=\n))\s*(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[ivx]+\.)\s"),
)
# «Kế hoạch hè 2026» above the next line, which does not go on with a small letter as a broken line would; a count
# stands behind its label's colon or behind what is counted.
_ENDS_LINE = re.compile(r"(?<=[^\W\d_] )(?<!\bgồm )(?<!\bcó )20[0-4]\d(?=[ \t]*(?:\n|$))")
_COUNTED_BEFORE = re.compile(rf"\b(?:(?!công đoàn\s*$)(?:{_NOUNS})|là|được|mới|số)\s*$")
_GOES_ON = re.compile(r"\s*(?![a-hđ][.)])([^\W\d_]+)")
_COUNTS = re.compile(rf"\s*(?:{_NOUNS})(?!\s*(?:[^\W\d_]+\s*)?:)")
_DIGIT = re.compile(r"\d")
_LONGEST_QUOTE = 180
# What somebody says is no name: «“Nhờ công đoàn cho vay 20 triệu đồng, gia đình tôi …”»
_SHORTEST_SPEECH = 50
_SPEAKS = re.compile(r"\b(?:tôi|mình|vợ chồng|gia đình|chúng em|các cháu|nhờ|lắm|mừng)\b")
_OPENS, _CLOSES = "“«„", "”»"
_IN_WORDS = frozenset(("kỳ", "thời gian", "phân số"))
_MARKS = re.compile(r"[\"\n]")
_LOOKS_BACK = re.compile(r"\(\?<!.*?\)")


_Rule = tuple[str, re.Pattern[str]]


@dataclass(frozen=True)
class PassedOver:
    """A stretch without figures and why: «ngày tháng», «số văn bản», «ngưỡng» …"""

    span: Span
    why: str


def passed_over(passage: Passage) -> tuple[PassedOver, ...]:
    """Every stretch of a passage whose numbers say no result, in order of place."""
    plain = passage.plain
    in_digits = _DIGIT.search(plain) is not None
    found = [
        PassedOver(Span(match.start(), match.end()), why)
        for why, match in (*_from_words(passage), *_from_anywhere(plain))
        if in_digits or why in _IN_WORDS
    ]
    found += [PassedOver(span, "tên") for span in _quoted(passage)]
    found += [PassedOver(span, "năm") for span in _years_of_headings(passage)]
    return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end)))


def _from_words(passage: Passage) -> Iterator[tuple[str, re.Match[str]]]:
    """What begins with a word or a number: at each only the rules that begin with it are tried."""
    plain = passage.plain
    for start, word in passage.words:
        if word[0].isdigit():
            rules = _NUMBER_RULES if _ANY_NUMBER_RULE.match(plain, start) else ()
        else:
            rules = _WORD_RULES.get(word, ())
        for why, pattern in rules:
            if match := pattern.match(plain, start):
                yield why, match


def _from_anywhere(plain: str) -> Iterator[tuple[str, re.Match[str]]]:
    return ((why, match) for why, pattern in _OTHER_RULES for match in pattern.finditer(plain))


def _years_of_headings(passage: Passage) -> Iterator[Span]:
    for year in _ENDS_LINE.finditer(passage.plain):
        goes_on = _GOES_ON.match(passage.text, year.end())
        broken = goes_on is not None and (
            goes_on[1][0].islower()
            or (  # «… kết nạp 2026⏎CNVCLĐ», not a title in capitals
                len(goes_on[1]) > 1
                and goes_on[1].isupper()
                and _COUNTS.match(passage.plain, year.end()) is not None
                and passage.text[year.start() - 2].islower()
            )
        )
        if not broken and not _COUNTED_BEFORE.search(passage.plain, max(0, year.start() - 25), year.start()):
            yield Span(year.start(), year.end())


def _by_first_word() -> dict[str, list[_Rule]]:
    """The rules that begin with words, by the first of them: most stand in no given passage."""
    found: dict[str, list[_Rule]] = {}
    for why, begins, goes_on in _FROM_A_WORD:
        words = _LOOKS_BACK.sub("", begins).replace("(?:", "").replace(")", "")
        for first in {each.split()[0] for each in words.split("|")}:
            found.setdefault(first, []).append((why, re.compile(rf"(?:{begins}){goes_on}")))
    return found


_WORD_RULES = _by_first_word()
_NUMBER_RULES = [(why, re.compile(pattern)) for why, pattern in _FROM_A_NUMBER]
_ANY_NUMBER_RULE = re.compile("|".join(pattern for _, pattern in _FROM_A_NUMBER))
_OTHER_RULES = [(why, re.compile(pattern)) for why, pattern in _FROM_ANYWHERE]


def _quoted(passage: Passage) -> list[Span]:
    """What stands in quotes and holds a digit; marks that open are paired with those that close, line by line."""
    found, opened = [], -1
    for mark in _MARKS.finditer(passage.plain):
        place = mark.start()
        if mark[0] == "\n":
            opened = -1
            continue
        shown = passage.text[place]
        if shown in _OPENS or (opened < 0 and shown not in _CLOSES):
            opened = place
            continue
        inner = passage.plain[opened + 1 : place] if opened >= 0 else ""
        named = 0 < len(inner) <= _LONGEST_QUOTE and not (len(inner) > _SHORTEST_SPEECH and _SPEAKS.search(inner))
        if named and any(sign.isdigit() for sign in inner):
            found.append(Span(opened, place + 1))
        opened = -1
    return found
