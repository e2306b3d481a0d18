"""What happens in an inventory over months: any acts in any order, the same for the same chance."""

import random
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from app.core.errors import RefusedError
from app.core.key import Key, Origin
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.replacement import Reason
from app.core.secret import Secret
from app.services.key_change import KeyEdit
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.replacing import application
from tests.services.scene import everything
from tests.stage import FakeClock, add_key, create_key

FIRST = date(2026, 6, 20)


class Life:
    """Lives in the inventory of *services*, while *clock* goes on."""

    def __init__(self, services: Services, clock: FakeClock, seed: int) -> None:
        self._services = services
        self._clock = clock
        self._chance = random.Random(seed)
        self._made = 0
        services.organisations.create(
            OrganisationDraft(
                name="North; campus",
                parent=services.organisations.default().id,
                also_tell=("desk@example.org",),
                number="70012345",
                lifetime_months=6,
            )
        )
        services.accounts.create(
            AccountDraft(
                name="Eve",
                email="eve@example.org",
                organisation=services.organisations.find("North; campus").id,
                expires_on=date(2027, 1, 1),
            )
        )

    def live(self, steps: int) -> None:
        """Let so many things happen; what a rule refuses did not happen."""
        acts = (self._add, self._add, self._change, self._end, self._use, self._move, self._replace)
        for _ in range(steps):
            self._clock.turn(hours=1)
            with suppress(RefusedError):
                self._chance.choice((*acts, self._answer))()

    def _any(self) -> Key:
        keys = sorted(everything(self._services), key=lambda key: (key.created_at, key.name))
        return self._chance.choice(keys) if keys else self._add()

    def _add(self) -> Key:
        services, chance, number = self._services, self._chance, self._made
        self._made += 1
        given: dict[str, Any] = {
            "organisation": chance.choice(services.organisations.all()).id,
            "owner": chance.choice([None, *(one.id for one in services.accounts.all())]),
            "notes": chance.choice(("", "=1+1", "two\nlines\twith a tab", "名前, “Ä”")),
            "also_tell": chance.choice(((), ("a@example.org", "b@example.org"))),
            "permission": chance.choice(("authentication", "full")),
        }
        name = f"{chance.choice(('Koha', '=1', 'Größe ٣'))} {number}"
        if chance.random() < 0.4:
            return create_key(services, name, **given)
        given["expires_on"] = FIRST + timedelta(days=chance.randrange(800))
        if chance.random() < 0.5:
            given["value"] = Secret(f"00000000-1111-4222-8333-{number:012x}")
        else:
            given["ending"] = f"{number % 0xFFFF:04x}"
        return add_key(services, name, **given)

    def _change(self) -> None:
        key, change = self._any(), self._services.change
        match self._chance.randrange(5):
            case 0:
                change.edit(key.id, KeyEdit(name=f"{key.name} again", notes="changed"))
            case 1:
                change.disable([key.id])
            case 2:
                change.compared([key.id])
            case 3:
                change.confirm_unused([key.id])
            case _ if key.origin is Origin.PORTAL:
                slip = key.expires_on + timedelta(days=1)
                self._services.secret.correct(key.id, Correction(expires_on=slip))
            case _:
                pass

    def _end(self) -> None:
        key, services = self._any(), self._services
        services.change.remove([key.id])
        if self._chance.random() < 0.3:
            services.destruction.destroy(key.id)

    def _use(self) -> None:
        used = application(
            self._services, f"Application {self._made}", self._any(), notes="where\nit is"
        )
        if self._chance.random() < 0.3:
            use = self._services.uses.of_application(used.id)[0][0]
            self._services.uses.end(use.id, "no longer")
            self._services.applications.remove(used.id)

    def _move(self) -> None:
        uses = [one for one in self._services.inventory.uses.all() if one.is_open]
        if uses:
            self._services.uses.move(self._chance.choice(uses).id, self._any().id, "tried, works")

    def _replace(self) -> None:
        services, key = self._services, self._any()
        if self._chance.random() < 0.4:
            services.replacements.plan([(key.id, key.expires_on)], Reason.EXPIRY)
            return
        create_key(services, f"{key.name} next", predecessor=key.id, reason=Reason.EXPOSED)
        running = services.replacement_list.running()
        if self._chance.random() < 0.4:
            services.replacements.cancel(self._chance.choice(running).replacement.id)

    def _answer(self) -> None:
        open_ones = self._services.inventory.todos.all(done=False)
        if open_ones:
            self._services.todos.tick(self._chance.choice(open_ones).id)
        minutes = self._chance.choice(("5", "15", "30"))
        self._services.settings.set_text("lock-minutes", minutes)
