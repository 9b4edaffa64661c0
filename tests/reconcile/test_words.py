"""Sentences: what differs in their words, what in them must be read again, where a figure stood in bare text."""

from drafter.reconcile.alignment import Guess, guess
from drafter.reconcile.prose import Turn, Words, bones_of, changed_words
from drafter.reconcile.sentences import added_words, sentence_around, verdict_words


def line(number: int, text: str, plain: bool = True) -> Words:
    return Words("document", number, text, text, plain)


BASE = [line(1, "SỐ LIỆU TẠM, CÒN THIẾU 2/23 ĐƠN VỊ"), line(2, "Mở đầu."), line(3, "Đơn vị A chậm báo cáo.")]


def test_a_line_in_other_words_a_line_that_is_gone_and_a_new_one() -> None:
    fresh = [line(1, "SỐ LIỆU TẠM, CÒN THIẾU 1/23 ĐƠN VỊ"), line(2, "Mở đầu."), line(3, "Đề nghị khen thưởng tập thể.")]
    officer = [line(5, BASE[0].text), line(6, "Mở đầu."), line(7, BASE[2].text)]
    found = changed_words(BASE, fresh, officer)
    assert [(one.turn, one.officer.number if one.officer else None) for one in found] == [
        (Turn.CHANGED, 5),
        (Turn.GONE, 7),
        (Turn.NEW, 6),
    ]
    assert all(one.can_be_written for one in found)


def test_what_the_officer_has_rewritten_is_only_told() -> None:
    fresh = [line(1, "SỐ LIỆU TẠM, CÒN THIẾU 1/23 ĐƠN VỊ"), *BASE[1:]]
    (one,) = changed_words(BASE, fresh, [line(1, "Số liệu chưa đủ"), *BASE[1:]])
    assert one.officer is None
    assert not one.can_be_written


def test_what_the_officer_has_already_is_no_difference() -> None:
    fresh = [line(1, "SỐ LIỆU TẠM, CÒN THIẾU 1/23 ĐƠN VỊ"), *BASE[1:]]
    assert changed_words(BASE, fresh, fresh) == ()
    assert changed_words(BASE, BASE[:2], BASE[:2]) == ()


def test_a_line_with_figures_is_not_written_anew() -> None:
    old, new = line(1, "Còn {M02} chưa đạt: {A}; {B}", plain=False), line(1, "Còn {M02} chưa đạt: {A}", plain=False)
    (one,) = changed_words([old], [new], [old])
    assert one.officer is old
    assert not one.can_be_written


def test_bones() -> None:
    assert bones_of("Kết nạp 676 đoàn viên.", [(8, 21, "E02")]) == "Kết nạp {E02}."


def test_words_of_judgement() -> None:
    assert verdict_words("đạt cao nhất, chưa đạt; Vượt") == ["đạt", "cao nhất", "chưa đạt", "vượt"]
    assert sentence_around("Câu một. Kết nạp ", " đoàn viên, tăng. Câu ba giảm.") == ("Kết nạp ", " đoàn viên, tăng.")
    assert added_words("tăng, đạt #", ("đạt # kế hoạch",)) == ("tăng",)


def test_a_figure_in_bare_text_is_found_by_the_words_beside_it() -> None:
    lines = ["Mở đầu.", "Trong năm đã kết nạp mới 676 đoàn viên, thành lập 11 công đoàn cơ sở."]
    assert guess("Trong năm kết nạp mới ", "676 đoàn viên", ", thành lập ", lines) == Guess(1, "676 đoàn viên")
    assert guess("Trong năm kết nạp mới ", "676 đoàn viên", ", thành lập ", ["Mở đầu."]) is None


def test_two_places_that_are_equally_good_are_none() -> None:
    twice = ["Kết nạp mới 676 đoàn viên trong năm.", "Kết nạp mới 676 đoàn viên trong năm."]
    assert guess("Kết nạp mới ", "676 đoàn viên", " trong năm.", twice) is None
