from dataclasses import replace

from tests.ui.start.steps import prove_code, to_ways, type_passphrase


def test_the_keyring_is_offered_where_there_is_one(first):
    ways = to_ways(first)
    assert ways.keyring_box.isEnabled()
    assert ways.keyring_box.isChecked()
    assert ways.keyring_label.text() == "The vault opens by itself while you are logged in."


def test_without_a_keyring_a_passphrase_is_needed(bare):
    ways = to_ways(bare)
    assert not ways.keyring_box.isEnabled()
    assert not ways.keyring_box.isChecked()
    assert "No system keyring that keeps secrets encrypted was found" in ways.keyring_label.text()
    assert ways.reason_label.text() == "Give a passphrase."
    prove_code(bare)
    assert not ways.finish_button.isEnabled()
    type_passphrase(bare)
    assert ways.finish_button.isEnabled()
    assert ways.reason_label.text() == ""


def test_with_the_keyring_a_passphrase_is_one_way_more(first):
    ways = to_ways(first)
    assert "If wanted" in ways.form.fields["passphrase"].hint_label.text()
    assert ways.reason_label.text() == "Type the recovery code's last group."
    prove_code(first)
    assert ways.finish_button.isEnabled()
    first.click(ways.keyring_box)
    assert not ways.keyring_box.isChecked()
    assert ways.reason_label.text() == "Give a passphrase."
    assert "If wanted" not in ways.form.fields["passphrase"].hint_label.text()


def test_a_weak_or_unequal_passphrase_keeps_set_up_off(bare):
    ways = to_ways(bare)
    prove_code(bare)
    for text, again, said in (
        ("short words", "", "A passphrase has at least 12 characters"),
        ("aaaaaaaaaaaaaaaa", "", "at least 5 different characters"),
        ("four words are good", "four words are bad", "Type the same passphrase twice."),
    ):
        type_passphrase(bare, text, again)
        assert said in ways.reason_label.text()
        assert not ways.finish_button.isEnabled()
    type_passphrase(bare, "four words are good")
    assert ways.finish_button.isEnabled()


def test_a_passphrase_cannot_be_read_on_the_screen(bare):
    passphrase = to_ways(bare).passphrase
    type_passphrase(bare, "four words are good")
    for edit in (passphrase.passphrase_edit, passphrase.repeat_edit):
        assert edit.displayText() == "\N{BLACK CIRCLE}" * len("four words are good")


def test_a_wrong_last_group_is_said_at_once(first):
    ways = to_ways(first)
    panel = ways.recovery
    first.type_into(panel.last_group_edit, "ZZZ")
    assert panel.proof.error == ""
    first.type_into(panel.last_group_edit, "ZZZU")
    assert panel.proof.error == "That is not the last group."
    assert not ways.finish_button.isEnabled()
    prove_code(first)
    assert panel.proof.error == ""
    assert ways.finish_button.isEnabled()


def test_letters_that_look_alike_are_forgiven(window_stage, stage):
    window_stage.stage = replace(stage, randomness=bytes)
    window_stage.open()
    panel = to_ways(window_stage).recovery
    assert panel.code_label.text().endswith("-00WF")
    window_stage.type_into(panel.last_group_edit, " oOwf ")
    assert panel.proof.error == ""
    assert window_stage.set_up.ways.finish_button.isEnabled()


def test_enter_after_the_last_group_sets_up(first):
    to_ways(first)
    prove_code(first)
    first.press("Return", first.set_up.ways.recovery.last_group_edit)
    assert first.window.current_id == "dashboard"
