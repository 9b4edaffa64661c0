"""What goes together changes together; which sentences are asked about; what two copies say differently."""

from drafter.reconcile.decide import Action
from drafter.reconcile.plan import Known, between, make_plan
from drafter.reconcile.spots import Occurrence, Spot

NONE = Known({}, {})
COUNT = Occurrence("a", "E02/A/2025", "676/650 đoàn viên", "Kết nạp", paragraph=3)
RATE = Occurrence("b", "E02/A/2025#ty_le", "104%", "Kết nạp", paragraph=3)
VERDICT = Occurrence("c", "E02/A/2025#danh_gia", "vượt", "Kết nạp", paragraph=3)
BASE = (COUNT, RATE, VERDICT)
FRESH = tuple(
    Occurrence(one.bookmark, one.key, text, one.label, paragraph=3)
    for one, text in zip(BASE, ("640/650 đoàn viên", "98,46%", "chưa đạt"), strict=True)
)


def spots(*texts: str, after: str = "", before: str = "Kết nạp mới ") -> list[Spot]:
    return [
        Spot(number, one.bookmark, one.key, one.label, text, text, paragraph=3, before=before, after=after)
        for number, (one, text) in enumerate(zip(BASE, texts, strict=True))
    ]


def actions(*texts: str) -> list[Action]:
    return [item.decision.action for item in make_plan(BASE, spots(*texts), FRESH, NONE, {}).items]


def test_a_figure_its_percent_and_its_verdict_change_together() -> None:
    assert actions("676/650 đoàn viên", "104%", "vượt") == [Action.CHANGE] * 3


def test_percent_and_verdict_wait_for_a_figure_that_is_in_conflict() -> None:
    assert actions("680/650 đoàn viên", "104%", "vượt") == [Action.CONFLICT, Action.HELD, Action.HELD]


def test_a_verdict_in_other_words_does_not_hold_the_figure_but_is_asked_about() -> None:
    plan = make_plan(BASE, spots("676/650 đoàn viên", "104%", "vượt xa"), FRESH, NONE, {})
    assert [item.decision.action for item in plan.items] == [Action.CHANGE, Action.CHANGE, Action.CONFLICT]
    assert plan.items[0].recheck == ("vượt xa",)


def test_the_officers_own_verdict_beside_a_changed_figure_is_asked_about() -> None:
    told = spots("676/650 đoàn viên", "104%", "vượt", after=", tăng mạnh so với năm trước. Câu sau giảm.")
    (item, *_) = make_plan(BASE, told, FRESH, NONE, {("document", 3): "Kết nạp mới # #"}).items
    assert item.recheck == ("tăng",)
    (item, *_) = make_plan(BASE, told, FRESH, NONE, {("document", 3): "Kết nạp # #, tăng so với năm trước."}).items
    assert item.recheck == ()


def test_what_was_accepted_is_the_base_from_then_on() -> None:
    known = Known({"a": ("660/650 đoàn viên",)}, {})
    (item, *_) = make_plan(BASE, spots("660/650 đoàn viên", "104%", "vượt"), FRESH, known, {}).items
    assert (item.decision.action, item.decision.base) == (Action.CHANGE, "660/650 đoàn viên")


def test_a_figure_that_the_fresh_draft_does_not_have_and_one_without_a_place() -> None:
    other = Occurrence("z", "A04/A/2025", "16 đoàn viên", "Đoàn viên")
    plan = make_plan(BASE, spots("676/650 đoàn viên", "104%", "vượt"), (*FRESH[:2], other), NONE, {})
    assert plan.items[2].decision.action is Action.STALE
    assert plan.unplaced == (other,)


def test_a_paper_of_another_period_is_asked_about() -> None:
    base = tuple(Occurrence(str(n), f"K{n}/A/2025", f"{n + 10}") for n in range(12))
    retyped = [Spot(n, str(n), "", "", f"{n + (500 if n < 4 else 10)}", f"{n + 10}") for n in range(12)]
    assert make_plan(base, retyped, base, NONE, {}).looks_foreign
    assert not make_plan(base, [*retyped[4:]], base, NONE, {}).looks_foreign
    assert not make_plan(base[:8], retyped[:8], base[:8], NONE, {}).looks_foreign


def test_two_copies_of_one_draft_that_say_different_things() -> None:
    plans = {
        "a.docx": make_plan(BASE, spots("676/650 đoàn viên", "104%", "vượt"), BASE, NONE, {}),
        "b.docx": make_plan(BASE, spots("680/650 đoàn viên", "104 %", "vượt"), BASE, NONE, {}),
    }
    assert between(plans) == ((COUNT, {"a.docx": "676/650 đoàn viên", "b.docx": "680/650 đoàn viên"}),)
