"""keyholder export."""

from gettext import gettext as _

import click

from app.cli import typed
from app.cli.output import note, say, say_bytes, say_json
from app.cli.session import Session, with_session
from app.cli.verb import json_option, verb
from app.core import words
from app.core.errors import N_
from app.core.export import Values
from app.core.secret import Secret
from app.services.export_order import Exported, Order
from app.services.export_reader import Choice
from app.services.key_list import View
from app.services.suite import Services

_STANDARD_OUTPUT = "-"


@verb(
    "export",
    N_(
        "Write keys into a file. The ending of its name tells the format: .csv, .xlsx, .json, "
        ".cdx.json (CycloneDX), .pdf, .html, .keepass.csv, .xml (KeePass). Without --filter or "
        "--key all keys are in it; removed and superseded ones in JSON alone, or with "
        "--everything.\n\n"
        "Values are in it with --values only, where the passphrase or recovery code was given "
        "before the verb. --seal encrypts the file in the age format; the passphrase for that is "
        "read from standard input, one line, or from --seal-file."
    ),
    "keyholder export keys.csv",
    "keyholder export expiring.xlsx --filter 'state:expiring'",
    "keyholder export - --format json",
    "keyholder --passphrase-file pass.txt export all.json.age --values --seal-file seal.txt",
)
@click.argument("file")
@click.option("--format", "format_id", metavar="FORMAT", help=N_("Another one than FILE ends in."))
@click.option("--filter", "filter_text", metavar="TEXT", help=N_("Keys that this filter finds."))
@click.option("--key", "ids", metavar="ID", multiple=True, help=N_("This key; can be repeated."))
@click.option("--everything", is_flag=True, help=N_("Removed and superseded keys too."))
@click.option("--values", is_flag=True, help=N_("With the keys' values."))
@click.option("--seal", is_flag=True, help=N_("Encrypt the file with a passphrase."))
@click.option(
    "--seal-file", metavar="FILE", help=N_("A file whose first line is that passphrase; seals.")
)
@json_option
@with_session
def export(session: Session, /, *, file: str, as_json: bool, **given: object) -> None:
    """Write the file and say what is in it."""
    to_output = file == _STANDARD_OUTPUT
    _require_sense(given, to_output=to_output, as_json=as_json)
    exports = session.reading().exports
    format_id = str(given["format_id"] or exports.format_of(file).id)
    values = bool(given["values"]) or exports.named(format_id).values is Values.ALWAYS
    if values and to_output:
        raise click.UsageError(_("Values are never written to standard output: name a file."))
    services = session.proven() if values else session.reading()
    order = Order(
        format=format_id,
        choice=_choice(services, given),
        values=values,
        seal=_seal(session, given),
        proof=session.passphrase if values else None,
    )
    if to_output:
        say_bytes(services.exports.content(order).content)
        return
    done = services.exports.save(file, order)
    _tell(done, as_json=as_json)


def _require_sense(given: dict[str, object], *, to_output: bool, as_json: bool) -> None:
    chosen = [name for name in ("filter_text", "ids", "everything") if given[name]]
    if len(chosen) > 1:
        raise click.UsageError(_("Give one of --filter, --key and --everything."))
    if to_output and given["format_id"] is None:
        raise click.UsageError(_("Give --format: standard output has no ending that tells it."))
    if to_output and as_json:
        raise click.UsageError(_("Give --json where the export goes into a file."))
    if given["seal"] and given["seal_file"]:
        raise click.UsageError(_("Give either --seal or --seal-file."))


def _choice(services: Services, given: dict[str, object]) -> Choice:
    ids, filter_text = given["ids"], given["filter_text"]
    if isinstance(ids, tuple) and ids:
        return Choice(keys=tuple(dict.fromkeys(services.keys.find(one).id for one in ids)))
    if isinstance(filter_text, str):
        return Choice(view=View(filter=filter_text))
    return Choice(retired=True if given["everything"] else None)


def _seal(session: Session, given: dict[str, object]) -> Secret | None:
    """Return the passphrase that seals the file, if it is to be sealed."""
    path = given["seal_file"]
    if isinstance(path, str):
        return typed.passphrase_from(path)
    if given["seal"]:
        return session.secret_line(
            "seal", _("Passphrase of the file: "), again=_("The same again: ")
        )
    return None


def _tell(done: Exported, *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "file": done.path,
                "format": done.format.id,
                "keys": done.keys,
                "values": done.values,
                "sealed": done.sealed,
                "size": done.size,
                "retired_left_out": done.retired_left_out,
            }
        )
    else:
        say(
            _("Exported {keys} to {file}.").format(
                keys=words.keys_counted(done.keys), file=done.path
            )
        )
    if done.retired_left_out:
        note(
            _("Removed and superseded keys ({n}) are not in it: --everything puts them in.").format(
                n=done.retired_left_out
            )
        )
    if done.values and not done.sealed:
        note(
            _(
                "The file holds {n} values that everybody who gets it can read. Delete it as soon "
                "as it has served, or seal it with --seal."
            ).format(n=done.values)
        )
