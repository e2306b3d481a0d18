"""Aligned plain text."""

from app.cli.table import Table, pairs


def test_columns_are_as_wide_as_their_widest_cell():
    table = Table("Id", "Name")
    assert table.lines([("1", "Koha"), ("12345", "Moodle")]) == (
        "Id     Name\n1      Koha\n12345  Moodle"
    )


def test_headings_come_once_and_columns_only_grow():
    table = Table("Id", "Name", "End")
    table.lines([("12345", "x", "x")])
    assert table.lines([("1", "wider", "x")]) == "1      wider  x"
    assert table.lines([("1", "y", "x")]) == "1      y      x"


def test_an_empty_cell_is_a_dash():
    assert Table("A", "B", "C").lines([("x", "", "z")]).splitlines()[1] == "x  -  z"


def test_wide_and_combining_letters_take_the_room_they_take():
    lines = Table("Name", "End").lines([("京都", "x"), ("e\u0301e\u0301e\u0301e\u0301", "x")])
    assert lines.splitlines()[1:] == ["京都  x", "e\u0301e\u0301e\u0301e\u0301  x"]


def test_a_cell_is_one_line_without_anything_a_terminal_obeys():
    lines = Table("A").lines([("one\x1b[2J\u202etwo",)])
    assert lines == "A\none\ufffd[2J\ufffdtwo"


def test_pairs_stand_under_each_other():
    assert pairs([("Id", "1"), ("Notes", "two\nlines"), ("End", "")]) == (
        "Id     1\nNotes  two\n       lines\nEnd    -"
    )
