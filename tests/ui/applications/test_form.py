import pytest

from app.core.application import Application
from app.services.suite import Services
from tests.ui import rows


def applications(services: Services) -> dict[str, Application]:
    return {one.name: one for one in services.applications.all()}


def keys_of(name: str):
    def read(services: Services) -> set[str]:
        used = services.uses.of_application(applications(services)[name].id)
        return {key.name for _use, key in used}

    return read


@pytest.fixture
def form(opened, page):
    opened.click(page.create_button)
    return opened.dialog()


def items(box) -> list[str]:
    return [box.itemText(at) for at in range(box.count())]


def test_an_application_is_added_with_the_keys_that_it_uses(opened, page, form):
    fields = form.fields
    assert opened.app.focusWidget() is fields.name_edit
    assert form.reason_label.text() == "Give the application a name."
    opened.type_into(fields.name_edit, "Koha, law library")
    assert form.reason_label.text() == "Choose what kind it is."
    fields.kind_box.setCurrentText("Koha, OpenAthens plugin")
    opened.type_into(fields.place_box.lineEdit(), "oaapikey")
    opened.type_into(fields.address_edit, "https://law.example.org/")
    opened.type_into(fields.contact_name_edit, "Ben Example")
    opened.type_into(fields.contact_email_edit, "ben@example.org")
    opened.type_into(fields.contact_phone_edit, "0044 30")
    opened.type_into(form.key_list.filter_edit, "koha")
    opened.press("Down", form.key_list.filter_edit)
    opened.press("Space", form.key_list.list_view)
    opened.click(form.primary_button)
    assert not opened.dialogs
    assert opened.toast == "Added “Koha, law library”."
    made = opened.stored(applications)["Koha, law library"]
    assert (made.kind, made.place, made.address) == (
        "koha",
        "oaapikey",
        "https://law.example.org/",
    )
    assert made.contact == "Ben Example, ben@example.org, 0044 30"
    assert opened.stored(keys_of(made.name)) == {"Koha key"}
    assert rows.row_of(page, "law library") == 1


def test_the_kind_says_where_its_key_goes_and_what_to_know(opened, form):
    fields = form.fields
    hints = form.form.fields
    fields.kind_box.setCurrentText("Koha, OpenAthens plugin")
    assert items(fields.place_box) == ["oaapikey (“OA API key:”)"]
    assert fields.place_box.currentText() == ""
    assert "Beside it: oaconnectionurl, oaconnectionid." in hints["place"].hint_label.text()
    assert hints["kind"].hint_label.text() == "Koha stores the key as plain text."
    opened.type_into(fields.place_box.lineEdit(), "my own place")
    fields.kind_box.setCurrentText("Own code (PHP, Java, …)")
    assert items(fields.place_box) == ["$oa_apikey", "$apikey", "$api_key"]
    assert fields.place_box.currentText() == "my own place"
    fields.place_box.setCurrentIndex(1)
    assert form.draft().place == "$apikey"


def test_keys_of_its_own_organisation_come_first_and_others_are_offered_too(opened, form):
    model = form.key_list.list_view.model()
    order = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert order == ["Koha key", "Reports key", "Campus key"]
    form.fields.organisation_box.setCurrentText("North campus")
    assert model.index(0, 0).data() == "Campus key"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "A\u200bda", "Character 2"),
        ("contact_email", "nobody", "This is not an e-mail address"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(opened, form, field, typed, said):
    opened.type_into(form.fields.name_edit, "New")
    form.fields.kind_box.setCurrentText("Other")
    edit = form.form.fields[field].control
    opened.type_into(edit, typed)
    opened.click(form.primary_button)
    assert opened.dialog() is form
    assert said in form.form.fields[field].error
    assert edit.text() == typed
    assert opened.app.focusWidget() is edit
    assert len(opened.stored(applications)) == 3


def test_what_looks_like_a_key_is_warned_of_and_saved_on_the_second_press(opened, form):
    opened.type_into(form.fields.name_edit, "New")
    form.fields.kind_box.setCurrentText("Other")
    form.fields.notes_edit.setPlainText("it is 00000000-0000-4000-8000-000000000000")
    opened.click(form.primary_button)
    assert "something like a key" in form.notice.text_label.text()
    assert "New" not in opened.stored(applications)
    opened.type_into(form.fields.name_edit, "Newer")
    assert not form.notice.isVisible()
    opened.click(form.primary_button)
    assert "something like a key" in form.notice.text_label.text()
    opened.click(form.primary_button)
    assert not opened.dialogs
    assert "Newer" in opened.stored(applications)


def test_everything_that_is_known_can_be_edited(opened, page):
    rows.press(opened, "Koha, main", "F2")
    form = opened.dialog()
    fields = form.fields
    assert form.windowTitle() == "Edit application"
    assert fields.kind_box.currentText() == "Koha, OpenAthens plugin"
    assert fields.place_box.currentText() == "oaapikey"
    assert fields.address_edit.text() == "https://koha.example.org/"
    assert fields.contact_email_edit.text() == "grace@example.org"
    model = form.key_list.list_view.model()
    assert {model.index(row, 0).data() for row in (0, 1)} == {"Koha key", "Reports key"}
    opened.type_into(fields.name_edit, "Koha, all libraries")
    form.key_list.set_chosen([form.keys()[0]])
    opened.click(form.primary_button)
    assert opened.toast == "Changed “Koha, all libraries”."
    assert opened.stored(keys_of("Koha, all libraries")) == {"Koha key"}


def test_cancel_and_escape_leave_nothing_behind(opened, page):
    for by_keyboard in (False, True):
        opened.click(page.create_button)
        form = opened.dialog()
        opened.type_into(form.fields.name_edit, "Nothing")
        if by_keyboard:
            opened.press("Esc", form.fields.name_edit)
        else:
            opened.click(form.cancel_button)
        assert not opened.dialogs
    assert len(opened.stored(applications)) == 3
