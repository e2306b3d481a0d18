"""What is to go out, and how: rendered and sealed off the database's thread."""

from dataclasses import dataclass, field, replace

from app.core.export import ExportFiles, Format, Material
from app.core.identity import KeyId
from app.core.progress import Progress
from app.core.secret import Secret
from app.services.export_reader import Choice
from app.services.workplace import NO_PROGRESS


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An order with all that its file tells; work for any thread."""

    path: str
    order: Order
    format: Format
    material: Material
    files: ExportFiles

    @property
    def lacks(self) -> list[KeyId]:
        """The keys whose values are still to be read."""
        if not self.order.values:
            return []
        keys, known = self.material.keys, self.material.values
        return [key.id for key in keys if key.has_value and key.id not in known]

    def render(self, report: Progress = NO_PROGRESS) -> "Rendered":
        """Write the file's content; raise CancelledError."""
        content = self.format.render(replace(self.material, report=report))
        report(len(self.material.keys), len(self.material.keys))
        return Rendered(self, content)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file's content, which went nowhere yet; work for any thread."""

    draft: Draft
    content: bytes = field(repr=False)

    def sealed(self, report: Progress = NO_PROGRESS) -> "Rendered":
        """Return it sealed where that was ordered; raise CancelledError."""
        seal = self.draft.order.seal
        if seal is None:
            return self
        return Rendered(self.draft, self.draft.files.sealed(self.content, seal, report))

    def told(self) -> Exported:
        """Return what goes out."""
        draft, choice = self.draft, self.draft.order.choice
        material, of_all = draft.material, choice.keys is None and choice.view is None
        return Exported(
            path=draft.path,
            format=draft.format,
            keys=len(material.keys),
            values=len(material.values),
            sealed=draft.order.seal is not None,
            size=len(self.content),
            content=b"" if draft.path else self.content,
            retired_left_out=material.made.total - len(material.keys) if of_all else 0,
        )
