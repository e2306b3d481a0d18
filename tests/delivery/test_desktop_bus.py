"""Desktop notifications on a session bus where nobody shows them, or that goes away."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.errors import DesktopSilentError
from app.delivery.desktop import DbusDesktop

NOBODY = "org.freedesktop.DBus.Error.ServiceUnknown"
# Without the system's services: the bus would start one of those that show notifications
CONFIGURATION = """<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"""
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None,
    reason="there is no dbus-daemon",
)


@contextmanager
def bus(address: str, folder: Path) -> Iterator[None]:
    """A session bus at *address*."""
    configuration = folder / "bus.conf"
    configuration.write_text(CONFIGURATION.format(address=address))
    command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.readline().startswith(address.encode())
        yield
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    found = f"unix:path={tmp_path}/bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", found)
    return found


@pytest.fixture
def desktop() -> Iterator[DbusDesktop]:
    made = DbusDesktop(program="Keyholder", desktop_id="org.keyholder.Keyholder")
    yield made
    made.close()


def reason_why_silent(desktop: DbusDesktop) -> str:
    with pytest.raises(DesktopSilentError) as caught:
        desktop.show("A title", "A text", urgent=True)
    return str(caught.value.facts["reason"])


def test_a_bus_without_anybody_who_shows_them_is_told(address, desktop, tmp_path):
    with bus(address, tmp_path):
        for _time in range(2):
            assert reason_why_silent(desktop) == NOBODY


def test_no_bus_is_told(address, desktop):
    assert reason_why_silent(desktop) == "FileNotFoundError"


def test_a_bus_that_was_restarted_is_asked_again(address, desktop, tmp_path):
    with bus(address, tmp_path):
        reason_why_silent(desktop)
        desktop._connect()
    (tmp_path / "bus").unlink(missing_ok=True)
    reason_why_silent(desktop)
    with bus(address, tmp_path):
        assert reason_why_silent(desktop) == NOBODY
