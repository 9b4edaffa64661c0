"""What the past reports of the made-up office say: the year 2023, its first half, and the annex of the year."""

from __future__ import annotations

SUPERIOR, ISSUER = "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG\nTỈNH SÔNG VÀNG"
SIGNER = "Đinh Trọng Khải"

# A line that begins with «#» is a heading; «|» lines are rows of a table, the first of them its head.
YEAR_TITLE = (
    "BÁO CÁO",
    "Kết quả phong trào công nhân, viên chức, lao động và hoạt động công đoàn năm 2023;",
    "phương hướng, nhiệm vụ năm 2024",
)
YEAR_TEXT = """\
Thực hiện Chương trình công tác năm, Ban Thường vụ Liên đoàn Lao động tỉnh Sông Vàng báo cáo kết quả phong trào công \
nhân, viên chức, lao động (CNVCLĐ) và hoạt động công đoàn năm 2023 như sau:
# Phần thứ nhất: KẾT QUẢ PHONG TRÀO CNVCLĐ VÀ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023
# I. TÌNH HÌNH CNVCLĐ VÀ TỔ CHỨC CÔNG ĐOÀN
Đến hết năm 2023, Liên đoàn Lao động tỉnh quản lý 22 công đoàn cơ sở với 15.091 đoàn viên. Tổng số CNVCLĐ trên \
địa bàn \
là 17.204 người.
Trong năm xảy ra 03 cuộc ngừng việc tập thể, thu hút 812 lượt người lao động tham gia; nguyên nhân chủ yếu do doanh \
nghiệp chậm điều chỉnh tiền lương. Xảy ra 04 vụ tai nạn lao động.
# II. KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN
# 1. Công tác đại diện, chăm lo, bảo vệ quyền, lợi ích của đoàn viên, người lao động
Các cấp công đoàn phối hợp tổ chức 44 cuộc đối thoại định kỳ và đột xuất; ký mới 02 thỏa ước lao động tập thể, \
nâng số \
thỏa ước còn hiệu lực lên 10 bản. Tổ chức 15 cuộc tư vấn pháp luật cho 1.046 lượt người.
Dịp Tết Nguyên đán Quý Mão 2023, Liên đoàn Lao động tỉnh tặng 980 suất quà cho đoàn viên, người lao động có \
hoàn cảnh khó \
khăn với tổng trị giá 441 triệu đồng (450.000 đồng/suất); hỗ trợ 350 vé xe về quê với số tiền 87,5 triệu đồng. \
Các công \
đoàn cơ sở tặng quà Tết cho đoàn viên với tổng số tiền 5,87 tỷ đồng.
Hỗ trợ xây mới, sửa chữa 04 nhà “Mái ấm Công đoàn” với số tiền 200 triệu đồng. Thăm hỏi, trợ cấp khó khăn cho \
612 lượt \
đoàn viên, người lao động với số tiền 372 triệu đồng.
# 2. Công tác tuyên truyền, giáo dục
Tổ chức 171 cuộc tuyên truyền, phổ biến pháp luật, thu hút hơn 26.400 lượt CNVCLĐ tham gia; mở 48 lớp tập huấn \
pháp luật \
cho 6.512 lượt người.
# 3. Phong trào thi đua
Các cấp công đoàn phát động 31 phong trào thi đua; có 418 sáng kiến được công nhận cấp cơ sở, giá trị làm lợi \
hơn 7,1 tỷ \
đồng. Có 08 cơ quan, đơn vị, doanh nghiệp được công nhận đạt chuẩn văn hóa.
# 4. Công tác phát triển đoàn viên, xây dựng tổ chức công đoàn
Kết nạp mới 1.846/1.800 đoàn viên, đạt 102,55% kế hoạch năm; thành lập mới 02 công đoàn cơ sở, đạt 100% chỉ \
tiêu. Tổ chức \
04 lớp bồi dưỡng nghiệp vụ cho 412 lượt cán bộ công đoàn.
Các cấp công đoàn giới thiệu 71 đoàn viên ưu tú cho Đảng bồi dưỡng, trong đó có 39 đoàn viên ưu tú được kết nạp Đảng.
# 5. Công tác kiểm tra, tài chính
Ủy ban Kiểm tra các cấp tổ chức 11/12 cuộc kiểm tra việc chấp hành Điều lệ Công đoàn Việt Nam, đạt 91,66% kế \
hoạch; 29 \
cuộc kiểm tra tài chính công đoàn cùng cấp. Thu đoàn phí công đoàn 18.930 triệu đồng, đạt 104,2% dự toán.
# 6. Công tác khen thưởng
Năm 2023, Tổng Liên đoàn Lao động Việt Nam tặng Bằng khen cho 02 tập thể và 05 cá nhân. Liên đoàn Lao động tỉnh \
tặng Cờ \
thi đua cho 03 tập thể, tặng Bằng khen cho 09 tập thể và 17 cá nhân.
# Phần thứ hai: PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024
# I. CÁC CHỈ TIÊU CHỦ YẾU NĂM 2024
1. Kết nạp mới 2.000 đoàn viên trở lên; thành lập mới 01 công đoàn cơ sở.
2. Phấn đấu 85% doanh nghiệp có tổ chức công đoàn tổ chức hội nghị người lao động.
Trên đây là báo cáo kết quả phong trào công nhân, viên chức, lao động và hoạt động công đoàn năm 2023 của Liên \
đoàn Lao \
động tỉnh Sông Vàng./.
"""

HALF_TITLE = (
    "BÁO CÁO",
    "Sơ kết phong trào công nhân, viên chức, lao động và hoạt động công đoàn",
    "6 tháng đầu năm 2023",
)
HALF_TEXT = """\
Ban Thường vụ Liên đoàn Lao động tỉnh Sông Vàng báo cáo kết quả hoạt động công đoàn 6 tháng đầu năm 2023 như sau:
# I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023
Sáu tháng đầu năm, các cấp công đoàn kết nạp mới 905 đoàn viên, đạt 50,27% kế hoạch năm (1.800 đoàn viên); \
thành lập mới \
01 công đoàn cơ sở.
Tổ chức 84 cuộc tuyên truyền, phổ biến pháp luật cho 12.870 lượt CNVCLĐ; 07 cuộc tư vấn pháp luật cho 498 lượt người.
Tết Quý Mão 2023, Liên đoàn Lao động tỉnh tặng 980 suất quà với tổng trị giá 441 triệu đồng.
Ủy ban Kiểm tra tổ chức 05 cuộc kiểm tra việc chấp hành Điều lệ Công đoàn Việt Nam.
| TT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm | Thực hiện 6 tháng đầu năm 2023 | Tỷ lệ (%) |
| 1 | Kết nạp đoàn viên mới | người | 1.800 | 905 | 50,27 |
| 2 | Thành lập công đoàn cơ sở mới | đơn vị | 2 | 1 | 50 |
| 3 | Số cuộc đối thoại tại nơi làm việc | cuộc | 40 | 21 | 52,5 |
"""

# The annex. The number of members taken in is another than in the text (1.864), and one unit's row does not add up.
ANNEX_ROWS: tuple[tuple[object, ...], ...] = (
    ("I", "Phát triển đoàn viên, xây dựng tổ chức", None, None, None, None, None),
    (1, "Số đoàn viên kết nạp mới", "người", 1800, 1864, "103,55", 1702),
    (2, "Số công đoàn cơ sở thành lập mới", "đơn vị", 2, 2, "100", 1),
    ("II", "Chăm lo, bảo vệ đoàn viên, người lao động", None, None, None, None, None),
    (3, "Quà Tết tặng CNVCLĐ: số suất", "suất", None, 980, None, 910),
    (4, "Quà Tết tặng CNVCLĐ: số tiền", "triệu đồng", None, 441, None, 400.4),
    (5, "Số cuộc tư vấn pháp luật", "cuộc", 12, 15, "125", 13),
    (6, "Số lượt người được tư vấn pháp luật", "lượt người", None, 1046, None, 980),
    ("III", "Kiểm tra, giám sát", None, None, None, None, None),
    (7, "Số cuộc kiểm tra việc chấp hành Điều lệ Công đoàn Việt Nam", "cuộc", 12, 11, "91,67", 10),
)
ANNEX_UNITS: tuple[tuple[str, int, int, int, int], ...] = (
    ("CDCS-01", 210, 45, 50, 3),
    ("CDCS-02", 412, 30, 31, 2),
    ("CDCS-03", 158, 12, 12, 1),
    ("CDCS-04", 96, 8, 9, 2),
)
ANNEX_TOTAL = ("Cộng", 876, 95, 102, 9)
