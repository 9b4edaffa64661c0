"""What the made-up office and a few of its units write, and the awards of 2024 and 2025. All names are invented."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.model.narrative import Topic
from tests.makers.samples import AwardLine, Words

_C, _P = "Cá nhân", "Tập thể"

OFFICE_AWARDS: Mapping[int, tuple[AwardLine, ...]] = {
    2024: (
        AwardLine("BK_TLD", _P, 1, "Công đoàn cơ sở Công ty TNHH Dệt sợi Golden Loom"),
        AwardLine("BK_TLD", _C, 4),
        AwardLine("BANG_LDST", _C, 1, "Phùng Đức Thuận", "Công ty TNHH Linh kiện chính xác Kizuna Sông Vàng"),
        AwardLine("CTD_T", _P, 2),
        AwardLine("BK_T", _P, 7),
        AwardLine("BK_T", _C, 13),
        AwardLine("BK_UBND", _P, 1),
    ),
    2025: (
        AwardLine("CTD_TLD", _P, 1, "Công đoàn cơ sở Bệnh viện Đa khoa tỉnh Sông Vàng"),
        AwardLine("BK_TLD", _P, 1, "Công đoàn cơ sở Công ty TNHH Giày Sunstep Việt Nam"),
        AwardLine("BK_TLD", _P, 1, "Công đoàn cơ sở Trường Cao đẳng Kỹ thuật Sông Vàng"),
        AwardLine("BK_TLD", _C, 1, "Kiều Thị Thanh Hương", "Công ty cổ phần May Sông Vàng"),
        AwardLine("BK_TLD", _C, 1, "Tạ Quốc Bảo", "Bệnh viện Đa khoa tỉnh Sông Vàng"),
        AwardLine("BK_TLD", _C, 1, "Nghiêm Xuân Trường", "Công ty TNHH Điện tử Haneul Vina"),
        AwardLine("BK_TLD", _C, 1, "Lục Thị Mỹ Duyên", "Trường Tiểu học Vĩnh Hưng"),
        AwardLine("BK_TLD", _C, 1, "Đoàn Hữu Ân", "Công ty TNHH Dệt sợi Golden Loom"),
        AwardLine("BANG_LDST", _C, 1, "Ông Thế Vinh", "Công ty TNHH Linh kiện chính xác Kizuna Sông Vàng"),
        AwardLine("BANG_LDST", _C, 1, "Mạc Thị Hồng Nhung", "Công ty cổ phần Thủy sản Cửa Lạch"),
        AwardLine("KNC_CD", _C, 6),
        AwardLine("CTD_T", _P, 1, "Công đoàn cơ sở Công ty cổ phần Bao bì An Phú"),
        AwardLine("CTD_T", _P, 1, "Công đoàn cơ sở Trường Trung học phổ thông Tân Lập"),
        AwardLine("CTD_T", _P, 1, "Công đoàn cơ sở Công ty TNHH Giày Sunstep Việt Nam"),
        AwardLine("BK_T", _P, 8),
        AwardLine("BK_T", _C, 15),
        AwardLine("GT_287", _C, 1, "Khuất Thị Minh Phương", "Công ty TNHH Giày Sunstep Việt Nam"),
        AwardLine("CTD_UBND", _P, 1, "Công đoàn cơ sở Công ty TNHH một thành viên Cấp thoát nước Sông Vàng"),
        AwardLine("BK_UBND", _P, 2),
        AwardLine("BK_UBND", _C, 5),
    ),
}
"""Given by or through the office, as its own form lists them."""

UNIT_AWARDS: Mapping[str, tuple[AwardLine, ...]] = {
    "CDCS-02": (AwardLine("GK_CS", _P, 3), AwardLine("GK_CS", _C, 24)),
    "CDCS-10": (AwardLine("GK_CS", _P, 4), AwardLine("GK_CS", _C, 35)),
    "CDCS-19": (AwardLine("GK_CS", _P, 6), AwardLine("GK_CS", _C, 60)),
    "CDCS-21": (AwardLine("GK_CS", _C, 18), AwardLine("DV_XS", _C, 25)),
}
"""What units themselves gave, the same in both years."""

OFFICE_WORDS: Mapping[int, tuple[Words, ...]] = {
    2024: (
        Words(Topic.THEME, "Tập trung phát triển đoàn viên và nâng cao chất lượng thương lượng tập thể"),
        Words(
            Topic.HIGHLIGHT,
            "Hoạt động chăm lo được chuẩn bị sớm, đúng người, đúng hoàn cảnh, nhất là dịp Tết Nguyên đán.",
            "C",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Các cấp công đoàn trong tỉnh hoàn thành phần lớn chỉ tiêu được giao; quan hệ lao động cơ bản ổn định.",
        ),
        Words(Topic.LIMITATION, "Việc vận động thành lập công đoàn cơ sở ở doanh nghiệp quy mô nhỏ còn chậm."),
        Words(Topic.DIRECTION, "Tăng cường cán bộ xuống cơ sở, nắm chắc tình hình đời sống, việc làm của đoàn viên."),
    ),
    2025: (
        Words(
            Topic.CONTEXT,
            "Năm 2025, sản xuất, kinh doanh trên địa bàn tỉnh tiếp tục phục hồi; các doanh nghiệp dệt may, da giày, "
            "điện tử có thêm đơn hàng, việc làm và thu nhập của người lao động được cải thiện.",
        ),
        Words(
            Topic.CONTEXT,
            "Từ ngày 01/7/2025, tổ chức công đoàn hoạt động theo mô hình mới; Liên đoàn Lao động tỉnh trực tiếp quản "
            "lý các công đoàn cơ sở trong danh sách kèm theo báo cáo này.",
        ),
        Words(Topic.THEME, "Hướng mạnh về cơ sở, vì việc làm và đời sống của đoàn viên, người lao động"),
        Words(
            Topic.HIGHLIGHT,
            "Tuyên truyền kết quả đại hội Đảng các cấp, Luật Công đoàn năm 2024 và các quy định mới về tổ chức công "
            "đoàn bằng nhiều hình thức: sinh hoạt chuyên đề, bản tin nội bộ, nhóm mạng xã hội của từng phân xưởng.",
            "B",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Chương trình «Tết Sum vầy» được tổ chức tại 03 cụm công nghiệp; việc xét tặng quà, tặng vé xe dựa trên "
            "danh sách do tổ công đoàn đề xuất và được công khai tại nơi làm việc.",
            "C",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Phong trào «Lao động giỏi, lao động sáng tạo» gắn với cải tiến quy trình, tiết kiệm vật tư; nhiều sáng "
            "kiến của công nhân trực tiếp sản xuất được áp dụng ngay tại dây chuyền.",
            "D",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Công tác phát triển đoàn viên chuyển hướng sang vận động từng tổ sản xuất, từng ca làm việc; cán bộ công "
            "đoàn cơ sở được bồi dưỡng kỹ năng đối thoại, thương lượng theo tình huống thực tế.",
            "E",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Ban Nữ công quần chúng các cấp duy trì hoạt động tư vấn sức khỏe, chăm sóc con nhỏ cho nữ đoàn viên ở các "
            "doanh nghiệp đông lao động nữ.",
            "F",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Ủy ban Kiểm tra công đoàn tỉnh thực hiện đủ chương trình kiểm tra, giám sát năm; các kiến nghị sau kiểm "
            "tra được theo dõi đến khi khắc phục xong.",
            "H",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Công đoàn các cấp tập hợp ý kiến của đoàn viên, người lao động gửi đại biểu Quốc hội, đại biểu Hội đồng "
            "nhân dân; tham gia góp ý dự thảo chính sách về nhà ở cho công nhân.",
            "I",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Các cấp công đoàn trong tỉnh bám sát cơ sở, chủ động tham mưu với cấp ủy và phối hợp với chính quyền, "
            "người sử dụng lao động giải quyết kịp thời kiến nghị của người lao động; vai trò đại diện, bảo vệ quyền "
            "và lợi ích hợp pháp, chính đáng của đoàn viên được khẳng định rõ hơn.",
        ),
        Words(
            Topic.LIMITATION,
            "Tiến độ thành lập công đoàn cơ sở mới chưa đạt kế hoạch; một số chủ doanh nghiệp nhỏ còn né tránh.",
        ),
        Words(
            Topic.LIMITATION,
            "Chất lượng hội nghị người lao động, đối thoại tại nơi làm việc ở một số doanh nghiệp còn hình thức.",
        ),
        Words(
            Topic.LIMITATION, "Chế độ thông tin, báo cáo của một số công đoàn cơ sở chưa đúng hạn, số liệu còn sai sót."
        ),
        Words(
            Topic.OBJECTIVE_CAUSE,
            "Lao động trong các doanh nghiệp da giày, may mặc biến động nhiều sau Tết và theo mùa vụ đơn hàng.",
        ),
        Words(
            Topic.SUBJECTIVE_CAUSE,
            "Cán bộ công đoàn cơ sở hầu hết kiêm nhiệm, thời gian dành cho hoạt động công đoàn còn hạn chế; việc đôn "
            "đốc, hướng dẫn cơ sở có lúc chưa thường xuyên.",
        ),
        Words(
            Topic.LESSON,
            "Nơi nào cán bộ công đoàn thường xuyên có mặt tại phân xưởng, nắm chắc tâm tư người lao động thì nơi đó "
            "phong trào phát triển, quan hệ lao động ổn định.",
        ),
        Words(
            Topic.LESSON,
            "Chỉ tiêu giao cho cơ sở phải kèm theo hướng dẫn cách làm và kiểm tra hằng quý, không dồn vào cuối năm.",
        ),
        Words(
            Topic.DIRECTION,
            "Tập trung phát triển đoàn viên, thành lập công đoàn cơ sở ở doanh nghiệp có từ 20 lao động trở lên; mỗi "
            "cán bộ chuyên trách phụ trách một nhóm doanh nghiệp.",
        ),
        Words(
            Topic.DIRECTION,
            "Nâng cao chất lượng thương lượng, ký kết và thực hiện thỏa ước lao động tập thể, chú trọng nội dung tiền "
            "lương, bữa ăn ca, thời giờ nghỉ ngơi.",
        ),
        Words(
            Topic.DIRECTION,
            "Chăm lo Tết Nguyên đán và Tháng Công nhân năm 2026; phối hợp giải quyết nhà ở, nhà trẻ cho công nhân.",
        ),
        Words(
            Topic.DIRECTION,
            "Đổi mới phong trào thi đua theo hướng thiết thực, hướng vào người lao động trực tiếp và khu vực ngoài nhà "
            "nước.",
        ),
        Words(
            Topic.DIRECTION,
            "Bồi dưỡng kỹ năng cho chủ tịch công đoàn cơ sở mới được bầu; thực hiện nghiêm chế độ báo cáo, thống kê "
            "bằng biểu mẫu thống nhất.",
        ),
        Words(
            Topic.PROPOSAL,
            "Đề nghị Tổng Liên đoàn Lao động Việt Nam hướng dẫn sớm việc giao chỉ tiêu và hỗ trợ kinh phí hoạt động "
            "cho công đoàn cơ sở có đông đoàn viên.",
        ),
        Words(
            Topic.PROPOSAL,
            "Đề nghị Ủy ban nhân dân tỉnh bố trí quỹ đất xây dựng thiết chế công đoàn gần các khu, cụm công nghiệp.",
        ),
    ),
}
"""The office's own words; a form gives each its row."""

UNIT_WORDS: Mapping[str, tuple[Words, ...]] = {
    "CDCS-02": (
        Words(
            Topic.HIGHLIGHT,
            "Duy trì quầy ăn giá ưu đãi cho đoàn viên trực đêm; tổ chức hội thi tay nghề điều dưỡng cấp bệnh viện.",
            "C",
        ),
        Words(Topic.LIMITATION, "Thời gian trực nhiều nên sinh hoạt tổ công đoàn ở một số khoa chưa đều."),
    ),
    "CDCS-10": (
        Words(Topic.HIGHLIGHT, "Thương lượng nâng mức bữa ăn ca từ tháng 7/2025 cho toàn bộ công nhân.", "C"),
        Words(Topic.PROPOSAL, "Đề nghị công đoàn tỉnh mở lớp bồi dưỡng kỹ năng thương lượng cho tổ trưởng công đoàn."),
    ),
    "CDCS-19": (
        Words(Topic.LIMITATION, "Lao động nghỉ việc sau Tết nhiều, số đoàn viên giảm trong quý I."),
        Words(Topic.DIRECTION, "Phối hợp với doanh nghiệp mở thêm lớp mẫu giáo cho con công nhân."),
    ),
}
"""What a few units wrote in 2025."""
