"""The stand-in API could not answer."""

from app.core.errors.base import N_, AppError


class PortTakenError(AppError):
    """Nothing can listen there."""

    title = N_("The stand-in cannot listen at {host}, port {port} ({reason}).")
    meaning = N_("Nothing answers there now, or another program does.")
    hint = N_("Choose another port, or end the program that has it.")
