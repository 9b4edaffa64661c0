"""Classification of grassroots unions (đánh giá, xếp loại CĐCS): counts by sector and grade, and what to ask."""
