from functools import partial

from app.ui.kit.undo import UndoStack


def test_the_latest_is_taken_back_first(qtbot):
    taken: list[int] = []
    stack = UndoStack()
    for number in range(3):
        stack.push(f"Act {number}", partial(taken.append, number))
    assert stack.label == "Act 2"
    stack.undo()
    with qtbot.waitSignal(stack.changed):
        stack.undo()
    assert taken == [2, 1]
    assert stack.label == "Act 0"


def test_an_empty_stack_does_nothing():
    stack = UndoStack()
    stack.undo()
    assert not stack.label


def test_only_fifty_are_kept():
    taken: list[int] = []
    stack = UndoStack()
    for number in range(60):
        stack.push("Act", partial(taken.append, number))
    while stack.label:
        stack.undo()
    assert taken == list(range(59, 9, -1))
    stack.clear()


def test_what_cannot_be_taken_back_is_said_before_older_acts_are(qtbot):
    taken: list[str] = []
    stack = UndoStack()
    stack.bar("nothing to protect")
    assert not stack.label
    stack.push("older", partial(taken.append, "older"))
    stack.bar("created")
    with qtbot.waitSignal(stack.barred) as said:
        stack.undo()
    assert said.args == ["This cannot be taken back: created Undo once more takes back: older"]
    assert taken == []
    stack.undo()
    assert taken == ["older"]
