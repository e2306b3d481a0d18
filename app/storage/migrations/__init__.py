"""The database's versions: step *n* is module ``m000n`` and never changes after a release."""

from importlib import import_module
from pkgutil import iter_modules


def steps() -> list[str]:
    """Return each version's SQL script, in order."""
    names = sorted(module.name for module in iter_modules(__path__))
    return [str(import_module(f"{__name__}.{name}").SCRIPT) for name in names]
