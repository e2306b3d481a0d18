"""The time zone of this computer."""

import sys

import pytest

from app.cli import time_zone

posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


@pytest.mark.parametrize("named", ["Europe/Berlin", ":Europe/Berlin"])
def test_the_environment_goes_first(tmp_path, named):
    (tmp_path / "timezone").write_text("Asia/Tokyo\n", "utf-8")
    assert time_zone.of_computer({"TZ": named}, tmp_path) == "Europe/Berlin"


def test_a_zone_that_is_none_is_passed_over(tmp_path):
    (tmp_path / "timezone").write_text("Asia/Tokyo\n", "utf-8")
    assert time_zone.of_computer({"TZ": "CET-1CEST,M3.5.0"}, tmp_path) == "Asia/Tokyo"


@posix
@pytest.mark.parametrize("where", ["/usr/share/zoneinfo", "../usr/share/zoneinfo"])
def test_the_link_to_the_zone_names_it(tmp_path, where):
    (tmp_path / "localtime").symlink_to(f"{where}/America/New_York")
    assert time_zone.of_computer({}, tmp_path) == "America/New_York"


def test_it_is_utc_where_nothing_tells(tmp_path):
    (tmp_path / "timezone").write_text("Atlantis\n", "utf-8")
    assert time_zone.of_computer({"TZ": "/etc/localtime"}, tmp_path) == "UTC"
