"""Which carrier is which figure, and which figure of a fresh draft is which of the base."""

from drafter.reconcile.match import fresh_of, locate
from drafter.reconcile.spots import Found, Occurrence, Spot, occurrences


def figure(name: str, key: str, text: str, label: str = "") -> Occurrence:
    return Occurrence(name, key, text, label)


def spot(number: int, text: str, bookmark: str = "", tag: str = "", alias: str = "") -> Spot:
    return Spot(number, bookmark, tag, alias, text, text)


def found(base: list[Occurrence], spots: list[Spot]) -> list[tuple[int | None, Found | None]]:
    return [(None if one.spot is None else one.spot.number, one.found) for one in locate(base, spots)]


def test_bookmark_before_tag_before_title() -> None:
    base = [figure("a", "K1", "1"), figure("b", "K2", "2"), figure("c", "K3", "3", "Tên")]
    spots = [spot(0, "3", alias="Tên"), spot(1, "2", tag="K2"), spot(2, "1", "a", "K2")]
    assert found(base, spots) == [(2, Found.BOOKMARK), (1, Found.TAG), (0, Found.ALIAS)]


def test_of_one_tag_equal_texts_then_shapes_then_order() -> None:
    base = [figure("a", "K", "676/650 đoàn viên"), figure("b", "K", "676")]
    assert found(base, [spot(0, "676", tag="K"), spot(1, "676/650 đoàn viên", tag="K")]) == [
        (1, Found.TAG),
        (0, Found.TAG),
    ]
    assert found(base, [spot(0, "677", tag="K")]) == [(None, None), (0, Found.TAG)]


def test_a_copy_has_a_tag_and_no_bookmark() -> None:
    base = [figure("a", "K", "676")]
    assert found(base, [spot(0, "676", "a", "K"), spot(1, "676", tag="K")]) == [(0, Found.BOOKMARK), (1, Found.COPY)]
    assert found(base, [spot(0, "676", "a", "K"), spot(1, "5", tag="other")]) == [(0, Found.BOOKMARK)]


def test_one_title_for_several_figures_is_told_by_their_shape() -> None:
    base = [figure("a", "K", "676 đoàn viên", "Kết nạp"), figure("b", "K#ty_le", "104%", "Kết nạp")]
    spots = [spot(0, "105%", alias="Kết nạp"), spot(1, "676 đoàn viên", alias="Kết nạp")]
    assert found(base, spots) == [(1, Found.ALIAS), (0, Found.ALIAS)]


def test_a_list_that_shrinks_keeps_its_figures_in_place() -> None:
    base = [
        figure(str(n), key, text) for n, (key, text) in enumerate([("A", "1"), ("B", "2"), ("A", "1/2"), ("B", "2/3")])
    ]
    fresh = [figure(str(n), key, text) for n, (key, text) in enumerate([("A", "5"), ("B", "6"), ("A", "5/2")])]
    pairs = fresh_of(base, fresh)
    assert {at: one.text for at, one in pairs.items()} == {0: "5", 1: "6", 2: "5/2"}


def test_a_gap_that_is_filled_is_the_same_figure() -> None:
    pairs = fresh_of([figure("a", "K#thieu", "[chưa có số liệu: đoàn viên]")], [figure("b", "K", "676")])
    assert pairs[0].text == "676"


def test_figures_of_a_manifest_and_of_its_list() -> None:
    one = {"bookmark": "a", "key": "K", "text": "1", "part": "document", "paragraph": 3}
    manifest = {"carriers": [one, {**one, "part": "list/document", "label": "L"}]}
    assert occurrences(manifest) == (Occurrence("a", "K", "1", "", "document", 3),)
    assert occurrences(manifest, listing=True) == (Occurrence("a", "K", "1", "L", "document", 3),)


def test_what_a_figure_follows() -> None:
    assert figure("a", "E02/A/2025#ty_le", "").root == "E02/A/2025"
    assert figure("a", "XL-TOT#tang_giam/A/2025", "").root == "XL-TOT/A/2025"
    assert figure("a", "E02/A/2025#thieu", "").root == "E02/A/2025"
