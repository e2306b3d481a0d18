"""A walk through every page and every dialog of the window."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.application import ApplicationDraft
from app.core.errors import DatabaseBusyError
from app.core.identity import KeyId
from app.core.key import Key
from app.services.suite import Services
from app.ui import prompts
from app.ui.shell.pages import site
from tests.stage import add_key, create_key
from tests.ui.window import WindowStage, button

Opener = Callable[[], object]


def furnish(services: Services, name: str) -> None:
    """Give the inventory a key, an account and an organisation called *name*, and a to-do."""
    from app.core.organisation import AccountDraft, OrganisationDraft

    home = services.organisations.default()
    services.organisations.create(OrganisationDraft(name=name, parent=home.id))
    owner = services.accounts.create(AccountDraft(name=name, organisation=home.id))
    key = add_key(services, name, owner=owner.id, notes=name)
    add_key(services, name, owner=owner.id, ending="soon", expires_on=date(2026, 6, 25))
    services.change.disable([key.id])
    create_key(services, f"{name} 2"[-200:], owner=owner.id)
    _use(services, name, key.id)


def _use(services: Services, name: str, key_id: KeyId) -> None:
    """Let an application called *name* use a key that is being replaced."""
    draft = ApplicationDraft(
        name=name,
        kind="koha",
        organisation=services.organisations.default().id,
        place=name,
        contact_name=name,
        notes=name,
    )
    services.applications.create(draft, [key_id])
    add_key(services, name, ending="next", predecessor=key_id)


def page_ids(on: WindowStage) -> list[str]:
    """Return the ids of all pages that the window has."""
    return list(site(on.window.desk)._pages)


def detailed(services: Services) -> dict[str, dict[str, str]]:
    """Return where the pages of one thing are to be opened, as far as there is any."""
    keys = services.keys.next_to_expire(None, 1)
    courses, applications = services.replacement_list.running(), services.applications.all()
    found: dict[str, dict[str, str]] = {}
    if keys:
        found["key"] = {"key": keys[0].id}
    if courses:
        found["replacement"] = {"replacement": courses[0].replacement.id}
    if applications:
        found["application"] = {"application": applications[0].id}
    return found


def pages(on: WindowStage) -> Iterator[tuple[str, QWidget]]:
    """Open each page."""
    details = on.stored(detailed)
    for page_id in page_ids(on):
        yield page_id, on.go(page_id, **details.get(page_id, {}))
    on.window.desk.go("keys", text="no such thing")
    on.settle()
    yield "keys without a match", on.page
    on.window.desk.go("keys", text="colour:red")
    on.settle()
    yield "keys with a filter that cannot be read", on.page
    on.go("keys", text="")
    for one in on.stored(lambda services: services.applications.all()):
        yield "one application", on.go("application", application=one.id)
    yield "applications without a match", on.go("applications", text="no such thing")
    on.go("applications", text="")


def dialogs(on: WindowStage, name: str) -> Iterator[tuple[str, Any]]:
    """Open each dialog, those of a record for the one called *name*; close it afterwards."""
    groups = (
        *(_key_dialogs, _replacement_dialogs, _notice_dialogs, _people_dialogs),
        *(_application_dialogs, _preference_dialogs, _window_dialogs),
    )
    for group in groups:
        for title, opener in group(on, name):
            opener()
            on.settle()
            yield title, on.dialog()
            for dialog in reversed(on.dialogs):
                dialog.close()
            on.settle()


def key_row(on: WindowStage, fits: Callable[[Key], bool]) -> int:
    """Return the first row of the keys' list with a key that fits."""
    model = on.page.model
    for row in range(model.rowCount()):
        on.wait(partial(model.key_at, row))  # a long list is fetched as it is looked at
        if fits(model.key_at(row)):
            return row
    raise AssertionError("no such key is in the list")


def _key_dialogs(on: WindowStage, name: str) -> Iterator[tuple[str, Opener]]:
    page = on.go("keys", text="")
    yield "create a key", page.creation.create
    yield "a created key", partial(_create, on, name)
    yield "add an existing key", page.creation.add_existing
    for action in ("edit", "correct", "permission", "owner", "fill", "plan", "expose", "destroy"):
        page.table.selectRow(key_row(on, lambda key: key.name == name and not key.has_value))
        yield f"{action} a key", page.table.key_actions[action].trigger
    yield "how to filter", page.bar.help_button.click
    page.table.selectRow(key_row(on, lambda key: key.name == name and key.used_by > 0))
    yield "remove a key that is used", page.table.key_actions["remove"].trigger


def _replacement_dialogs(on: WindowStage, name: str) -> Iterator[tuple[str, Opener]]:
    page = on.go("replacements")
    yield "plan replacements", page.plan_button.click
    course = next(one for one in page.model.records if one.old.name == name)
    yield "cancel a replacement", partial(page.cancel, course)
    checklist = on.go("replacement", replacement=course.replacement.id)
    yield "add an application to a checklist", checklist.add_place_button.click


def _notice_dialogs(on: WindowStage, name: str) -> Iterator[tuple[str, Opener]]:
    page = on.go("notices")
    line = next(one for one in page.model.records if one.subject.name == name)
    yield "snooze a notice", partial(page.snooze, line)
    yield "replace the key of a notice", partial(page.replace, line)


def _create(on: WindowStage, name: str) -> None:
    on.page.creation.create()
    on.settle()
    dialog = on.dialog()
    dialog.fields.name_edit.setText(f"{name} 3"[-200:])
    dialog.fields.permission_list.set_value("authentication")
    for _twice in range(2):  # the name looks like another: it is warned of first
        if not dialog.property("made"):
            dialog.primary_button.click()
            on.settle()
            dialog.setProperty("made", on.page.model.rowCount() and _is_made(dialog))


def _is_made(dialog: Any) -> bool:
    return bool(dialog.primary_button.text() != "Save")


def _people_dialogs(on: WindowStage, name: str) -> Iterator[tuple[str, Opener]]:
    for page_id, thing in (("administrators", "account"), ("organisations", "organisation")):
        page = on.go(page_id)
        records = [page.model.record(row) for row in range(page.model.rowCount())]
        record = next(one for one in records if getattr(one, thing).name == name)
        yield f"add an {thing}", page.add_new
        yield f"edit an {thing}", partial(page.edit, record)
        yield f"remove an {thing}", partial(page.remove, record)
    administrators = on.go("administrators")
    row = administrators.model.record(
        next(
            at
            for at in range(administrators.model.rowCount())
            if administrators.model.record(at).account.name == name
        )
    )
    yield "an account in use", partial(_remove_anyway, on, row)
    yield "hand over", partial(administrators.acts.hand_over, row)
    yield "a person leaves", partial(administrators.acts.leave, row)


def _application_dialogs(on: WindowStage, name: str) -> Iterator[tuple[str, Opener]]:
    page = on.go("applications")
    one = next(row.application for row in page.model.records if row.application.name == name)
    yield "add an application", page.acts.create
    yield "edit an application", partial(page.acts.edit, one.id)
    yield "the keys of an application", partial(page.acts.choose_keys, one.id)
    yield "remove an application", partial(page.acts.remove, one)


def _remove_anyway(on: WindowStage, row: Any) -> None:
    on.page.remove(row)
    on.settle()
    on.dialog().primary_button.click()


def _preference_dialogs(on: WindowStage, _name: str) -> Iterator[tuple[str, Opener]]:
    from app.core.access import WayKind

    page = on.go("security")
    yield "set the passphrase", page.ways[WayKind.PASSPHRASE].set_button.click
    yield "a new recovery code", page.ways[WayKind.RECOVERY_CODE].set_button.click
    page = on.go("mail")
    yield "test e-mail", page._on_test


def _window_dialogs(on: WindowStage, _name: str) -> Iterator[tuple[str, Opener]]:
    actions = {one.text(): one for one in on.window.header.profile_menu.actions()}
    yield "keyboard shortcuts", actions["Keyboard shortcuts"].trigger
    yield "about", actions["About Keyholder"].trigger
    yield "privacy", button(on.window.footer, "Privacy").click
    yield "a failure", partial(prompts.show_failure, DatabaseBusyError(), on.window)
    yield "unlock", on.window.unlock
