"""Exports: keys chosen, read, rendered and written, and the trail told of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import PurePath

from app.core import passphrase
from app.core.audit import Act, Thing
from app.core.errors import FieldError, WrongSecretError
from app.core.export import ExportFiles, Format, Material, Values
from app.core.identity import KeyId
from app.core.ports import Progress
from app.core.secret import Secret
from app.services.export_reader import Choice, ExportReader
from app.services.key_list import KeyList
from app.services.vault_access import VaultAccess
from app.services.workplace import NO_PROGRESS, Workplace

SEALED_ENDING = ".age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to go out, and how."""

    format: str
    choice: Choice = field(default_factory=Choice)
    values: bool = False
    seal: Secret | None = None
    """Only this passphrase opens the file."""
    proof: Secret | None = None
    """A way in, given again: without it no value goes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What went out."""

    path: str
    format: Format
    keys: int
    values: int
    sealed: bool
    size: int
    content: bytes = b""
    """The file itself, where it went to no path."""
    retired_left_out: int = 0
    """How many removed and superseded keys are not in it, of all keys."""


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

    def save(self, path: str, order: Order, report: Progress = NO_PROGRESS) -> Exported:
        """Write what is ordered into the file at *path*, with an entry in the trail.

        What is sealed gets the ending .age. Raise FieldError, FilterError, WrongSecretError,
        VaultLockedError, ExportFileError or CancelledError; then nothing was written.
        """
        return self._export(_ended(path, sealed=order.seal is not None), order, report)

    def content(self, order: Order, report: Progress = NO_PROGRESS) -> Exported:
        """Return what is ordered as it would be in a file; raise like *save*."""
        return self._export("", order, report)

    def _export(self, path: str, order: Order, report: Progress) -> Exported:
        form = self.named(order.format)
        order = self._allowed(order, form)
        material = replace(
            self._reader.material(order.choice, form, values=order.values), report=report
        )
        content = form.render(material)
        if order.seal is not None:
            content = self._files.sealed(content, order.seal)
        done = Exported(
            path=path,
            format=form,
            keys=len(material.keys),
            values=len(material.values),
            sealed=order.seal is not None,
            size=len(content),
            content=b"" if path else content,
            retired_left_out=self._left_out(order, material),
        )
        with self._workplace.change() if order.values else self._workplace.unsealed():
            self._record(done, order, material.values)
            if path:
                self._files.write(path, content)
        return done

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

    def _record(self, done: Exported, order: Order, values: Iterable[KeyId]) -> None:
        """Tell the trail of the file, and of each key whose value is in it: it was at hand."""
        file = PurePath(done.path).name or "-"
        for key_id in values:
            self._workplace.record(
                Act.EXPORTED, Thing.KEY, key_id, after={"file": file, "sealed": done.sealed}
            )
        self._workplace.record(
            Act.EXPORTED,
            Thing.INVENTORY,
            "",
            after={
                "format": done.format.id,
                "count": done.keys,
                "values": done.values if order.values else 0,
                "sealed": done.sealed,
                "file": file,
            },
        )

    def _left_out(self, order: Order, material: Material) -> int:
        choice = order.choice
        if choice.keys is not None or choice.view is not None:
            return 0
        return material.made.total - len(material.keys)


def _ended(path: str, *, sealed: bool) -> str:
    """Return *path* with the ending that says whether the file is sealed; raise FieldError."""
    if path.lower().endswith(SEALED_ENDING) == sealed:
        return path
    if sealed:
        return path + SEALED_ENDING
    raise FieldError(
        "file",
        _("A name that ends in .age says that the file is sealed: seal it, or drop the .age."),
    )
