"""keyholder check."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _

import click

from app.cli import check_view, typed
from app.cli.check_view import Checked
from app.cli.exit_code import COULD_NOT_TELL, REFUSED
from app.cli.output import note, say, say_json
from app.cli.session import Session, with_session
from app.cli.verb import DAY, json_option, require_one, verb
from app.core.decision import Decision, Reason
from app.core.errors import N_, AmbiguousIdError, NotFoundError
from app.core.operation import Route
from app.services.key_check import MOST_BYTES, Known, Sighting
from app.services.suite import Services


@verb(
    "check",
    N_(
        "Tell which keys a text holds, and what each may do.\n\n"
        "The text comes in on standard input: a value, masked or whole, a line of a log, a "
        "configuration file. Everything is predicted from this inventory; OpenAthens is not "
        "asked. Exit code 0 if what is asked for is allowed, 1 if it is refused, 3 if that "
        "could not be told. Values that no key has count only where no key is found."
    ),
    "keyholder check < koha-conf.xml",
    "keyholder check --operation local-auth-session --on 2027-03-01 < value.txt",
    "keyholder check --request 'GET /reports/api/v1/example.org/report' < value.txt",
    "keyholder check --key 3f2a --json",
)
@click.option("--key", "key_id", metavar="ID", help=N_("This key, and nothing from the input."))
@click.option("--operation", metavar="NAME", help=N_("Whether this is allowed."))
@click.option(
    "--request",
    metavar="TEXT",
    help=N_("Whether this is allowed: a method and a path, like GET /report."),
)
@click.option("--on", type=DAY, help=N_("The day; today unless it is given."))
@json_option
@with_session
def check(
    session: Session, /, *, key_id: str | None, on: date | None, as_json: bool, **asked: str | None
) -> int:
    """Look, say what was found, and return the code for it."""
    operation, request = asked["operation"], asked["request"]
    require_one(operation, request, _("Give either --operation or --request."))
    services = session.unlocked()
    route = _route(services, operation, request)
    try:
        sightings = _sightings(services, key_id)
    except (NotFoundError, AmbiguousIdError) as error:  # no key was refused anything
        note(str(error))
        return COULD_NOT_TELL
    found = [_checked(services, one, route, on) for one in sightings]
    code = _code(found, asked=route is not None)
    if as_json:
        say_json(check_view.record(found, route, code))
    elif found:
        say(check_view.told(found, route))
    if not found:
        note(_("There is no key in the text."))
    return code


def _route(services: Services, operation: str | None, request: str | None) -> Route | None:
    operations = services.workplace.operations
    if request is not None:
        return operations.read(request)
    return None if operation is None else Route(operations.require(operation))


def _sightings(services: Services, key_id: str | None) -> Sequence[Sighting]:
    """Return what is to be checked: one key, or what standard input holds."""
    if key_id is None:
        return services.key_check.look(typed.text_of_input(_("Value: "), MOST_BYTES))
    return [services.key_check.of_key(services.keys.find(key_id))]


def _checked(services: Services, one: Sighting, route: Route | None, on: date | None) -> Checked:
    about = services.key_check
    return Checked(
        one,
        [about.standing(key, on) for key in one.keys],
        [] if route is None else [about.ruling(key, route, on) for key in one.keys],
    )


def _code(found: Sequence[Checked], *, asked: bool) -> int:
    """Return 0 for allowed, or shown; REFUSED; or COULD_NOT_TELL."""
    known = [one for one in found if one.sighting.known is not Known.UNKNOWN]
    if not known:
        return REFUSED if found else COULD_NOT_TELL
    if not asked:
        return 0
    codes = [_code_of(one) for one in known]
    return next((code for code in (REFUSED, COULD_NOT_TELL) if code in codes), 0)


def _code_of(one: Checked) -> int:
    """Return the code for one value.

    Of one that was masked, which key it is cannot be told, unless all that it may be are refused.
    """
    codes = {_code_for(ruling.decision) for ruling in one.rulings}
    if len(codes) > 1 or (codes == {0} and one.sighting.known is Known.ENDING):
        return COULD_NOT_TELL
    return codes.pop()


def _code_for(decision: Decision) -> int:
    if decision.reason is Reason.ALTERED:
        return COULD_NOT_TELL
    return 0 if decision.allowed else REFUSED
