"""Exports: keys chosen, read, rendered and written, and the trail told of it."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from gettext import gettext as _
from pathlib import PurePath

from app.core import passphrase
from app.core.audit import Act, Thing
from app.core.errors import FieldError, WrongSecretError
from app.core.export import ExportFiles, Format, Values
from app.core.progress import Progress
from app.services.export_order import Draft, Exported, Order, Rendered
from app.services.export_reader import Choice, ExportReader
from app.services.key_list import KeyList
from app.services.vault_access import VaultAccess
from app.services.workplace import NO_PROGRESS, Workplace

SEALED_ENDING = ".age"
_STEP = 100
"""So many keys are told of between two reports of how far it is."""
_AT_ONCE = 200
"""So many values are read before other questions are answered."""


class Exports:
    """Takes keys out of the inventory, into files."""

    def __init__(
        self, workplace: Workplace, *, keys: KeyList, access: VaultAccess, files: ExportFiles
    ) -> None:
        self._workplace = workplace
        self._reader = ExportReader(workplace, keys)
        self._access = access
        self._files = files

    @property
    def formats(self) -> Sequence[Format]:
        """The forms of file that there are."""
        return self._files.formats

    def format_of(self, path: str) -> Format:
        """Return the format that the ending of *path* means; raise FieldError."""
        name = PurePath(path).name.lower().removesuffix(SEALED_ENDING)
        fitting = [one for one in self.formats if name.endswith(one.ending)]
        if not fitting:
            raise FieldError(
                "file",
                _("The ending of {name} tells no format. Endings are: {endings}.").format(
                    name=PurePath(path).name or "?",
                    endings=", ".join(one.ending for one in self.formats),
                ),
            )
        return max(fitting, key=lambda one: len(one.ending))

    def named(self, format_id: str) -> Format:
        """Return the format called so; raise FieldError."""
        for one in self.formats:
            if one.id == format_id:
                return one
        raise FieldError(
            "format",
            _("There is no format “{id}”. There are: {ids}.").format(
                id=format_id, ids=", ".join(one.id for one in self.formats)
            ),
        )

    def count(self, choice: Choice, form: Format) -> int:
        """Return how many keys *choice* has in that format; raise FilterError."""
        if choice.keys is not None:
            return len(choice.keys)
        return self._reader.count(choice, form)

    def target(self, path: str, *, sealed: bool) -> str:
        """Return *path* with the ending that says whether the file is sealed; raise FieldError."""
        if path.lower().endswith(SEALED_ENDING) == sealed:
            return path
        if sealed:
            return path + SEALED_ENDING
        raise FieldError(
            "file",
            _("A name that ends in .age says that the file is sealed: seal it, or drop the .age."),
        )

    def is_taken(self, path: str) -> bool:
        """Tell whether there is something at *path*, which an export would replace."""
        return self._files.exists(path)

    def save(self, path: str, order: Order, report: Progress = NO_PROGRESS) -> Exported:
        """Write what is ordered into the file at *path*, with an entry in the trail.

        What is sealed gets the ending .age. Raise FieldError, FilterError, WrongSecretError,
        VaultLockedError, ExportFileError or CancelledError; then nothing was written.
        """
        return self._export(self.read(path, order, report), report)

    def content(self, order: Order, report: Progress = NO_PROGRESS) -> Exported:
        """Return what is ordered as it would be in a file; raise like *save*."""
        return self._export(self._read("", order, report), report)

    def read(self, path: str, order: Order, report: Progress = NO_PROGRESS) -> Draft:
        """Read what the file for *path* tells, once a way in is proven; raise like *save*.

        As long as it lacks values, *fill* reads some; it is rendered and sealed on any thread;
        *settle* puts it where it is to go.
        """
        target = self.target(path, sealed=order.seal is not None)
        if target != path and self.is_taken(target):
            told = _("There is a file {name} already. Give its name in full to replace it.")
            raise FieldError("file", told.format(name=PurePath(target).name))
        return self._read(target, order, report)

    def fill(self, draft: Draft, report: Progress = NO_PROGRESS) -> Draft:
        """Return *draft* with some more of its values: others' questions come in between."""
        lacks, known = draft.lacks, draft.material.values
        report(len(known), len(known) + len(lacks))
        more = self._reader.values(lacks[:_AT_ONCE])
        return replace(draft, material=replace(draft.material, values={**known, **more}))

    def settle(self, rendered: Rendered, report: Progress = NO_PROGRESS) -> Exported:
        """Write the file and what the trail tells of it; raise like *save*.

        Nothing goes out of which the trail does not tell. A cancel comes too late once this has
        returned.
        """
        draft = rendered.draft
        change = self._workplace.change if draft.order.values else self._workplace.unsealed
        files = self._files
        writing = files.writing(draft.path, rendered.content) if draft.path else nullcontext()
        with writing, change():
            self._record(draft, report)
        return rendered.told()

    def _export(self, draft: Draft, report: Progress) -> Exported:
        while draft.lacks:
            draft = self.fill(draft, report)
        return self.settle(draft.render(report).sealed(report), report)

    def _read(self, path: str, order: Order, report: Progress) -> Draft:
        form = self.named(order.format)
        order = self._allowed(order, form)
        return Draft(
            path=path,
            order=order,
            format=form,
            material=self._reader.material(order.choice, form, values=order.values, report=report),
            files=self._files,
        )

    def _allowed(self, order: Order, form: Format) -> Order:
        """Return *order* as the format has it, if all that it needs was given."""
        order = replace(order, values=order.values or form.values is Values.ALWAYS)
        if order.values and form.values is Values.NEVER:
            raise FieldError(
                "values", _("{format} never holds values.").format(format=_(form.label))
            )
        if order.seal is not None:
            passphrase.checked(order.seal)
        if order.values:
            if order.proof is None:
                raise WrongSecretError
            self._access.prove(order.proof)
        return order

    def _record(self, draft: Draft, report: Progress) -> None:
        """Tell the trail of the file, and of each key whose value is in it: it was at hand."""
        file, sealed = PurePath(draft.path).name or "-", draft.order.seal is not None
        values = draft.material.values
        for number, key_id in enumerate(values):
            if number % _STEP == 0:
                report(number, len(values))
            self._workplace.record(
                Act.EXPORTED, Thing.KEY, key_id, after={"file": file, "sealed": sealed}
            )
        report(len(values), len(values))
        self._workplace.record(
            Act.EXPORTED,
            Thing.INVENTORY,
            "",
            after={
                "format": draft.format.id,
                "count": len(draft.material.keys),
                "values": len(values),
                "sealed": sealed,
                "file": file,
            },
        )
