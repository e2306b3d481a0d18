"""What the sample inventory holds: dummy keys for the applications that really use such keys."""

from dataclasses import dataclass

from app.core.replacement import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleApplication:
    """An application of the sample; *north* belongs to the sub-organisation."""

    name: str
    kind: str
    place: str
    address: str
    contact: tuple[str, str, str]
    north: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleKey:
    """A key of the sample, which expires so many *days* from today."""

    name: str
    permission: str
    days: int
    used_by: tuple[str, ...] = ()
    owner: str = "Ada Example"
    north: bool = False
    by_ending: bool = False
    also_tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReplacement:
    """A key's replacement, begun so many days ago; *moved* days ago each place, in order."""

    old: str
    new_days: int
    begun: int
    reason: Reason = Reason.EXPIRY
    moved: tuple[int, ...] = ()
    removed: int | None = None


APPLICATIONS = (
    SampleApplication(
        name="Koha, main library",
        kind="koha",
        place="oaapikey (“OA API key:”)",
        address="https://koha.example.org/admin/plugins",
        contact=("Kim Example", "kim@example.org", "+44 20 7946 0101"),
        notes="The test system has a key of its own.",
    ),
    SampleApplication(
        name="Evergreen, branch library",
        kind="evergreen",
        place="Local Administration > OpenAthens Sign-on > API key",
        address="https://evergreen.example.org/eg/staff",
        contact=("Luca Example", "luca@example.org", ""),
        notes="A refused key is silent here: look into the Apache log.",
    ),
    SampleApplication(
        name="ILS connector page (Polaris)",
        kind="ils-connector",
        place="oaapikey",
        address="https://ils.example.org/connector/settings",
        contact=("Vendor's help desk", "support@vendor.example", "+44 20 7946 0177"),
    ),
    SampleApplication(
        name="Alma cloud app",
        kind="alma-cloud-app",
        place="OA_API_KEY in its environment file",
        address="alma-app.north.example.org:/srv/openathens/.env",
        contact=("Mina Example", "mina@north.example.org", "+44 20 7946 0142"),
        north=True,
    ),
    SampleApplication(
        name="Usage reports in R",
        kind="r-reports",
        place="config.csv, column api_key",
        address="stats.example.org:/home/reports/config.csv",
        contact=("Noor Example", "noor@example.org", ""),
    ),
    SampleApplication(
        name="Power BI, usage dashboard",
        kind="bi-reports",
        place="data source, Authorization header",
        address="Workspace “Library statistics”",
        contact=("Noor Example", "noor@example.org", ""),
    ),
    SampleApplication(
        name="Self-service portal, PHP",
        kind="own-code",
        place="$oa_apikey in settings.php",
        address="portal.example.org:/var/www/portal/settings.php",
        contact=("", "", ""),
        notes="Written by somebody who has left.",
    ),
)

KEYS = (
    SampleKey(
        name="Koha, main library",
        permission="authentication",
        days=12,
        used_by=("Koha, main library", "Self-service portal, PHP"),
    ),
    SampleKey(
        name="ILS connector page",
        permission="authentication",
        days=-2,
        used_by=("ILS connector page (Polaris)",),
    ),
    SampleKey(
        name="Usage reports",
        permission="full",
        days=61,
        used_by=("Usage reports in R", "Power BI, usage dashboard"),
    ),
    SampleKey(
        name="Alma cloud app",
        permission="full",
        days=24,
        used_by=("Alma cloud app",),
        owner="Grace Example",
        north=True,
    ),
    SampleKey(name="Law library catalogue", permission="authentication", days=30, north=True),
    SampleKey(
        name="Medical library, Koha", permission="authentication", days=97, owner="Ben Example"
    ),
    SampleKey(
        name="Tableau, annual report",
        permission="reports",
        days=240,
        also_tell=("dean@example.org",),
    ),
    SampleKey(name="Old discovery layer", permission="authentication", days=-41),
    SampleKey(name="Interlibrary loan form", permission="authentication", days=201),
    SampleKey(name="Reading list service", permission="authentication", days=98),
    SampleKey(name="Exam papers archive", permission="authentication", days=99),
    SampleKey(name="Repository sign-in", permission="authentication", days=100),
    SampleKey(name="Alumni portal", permission="authentication", days=101),
    SampleKey(
        name="Proxy, North campus",
        permission="authentication",
        days=118,
        north=True,
        by_ending=True,
    ),
    SampleKey(
        name="Evergreen, old key",
        permission="authentication",
        days=-60,
        used_by=("Evergreen, branch library",),
    ),
)

REPLACEMENTS = (
    SampleReplacement(old="Evergreen, old key", new_days=290, begun=75, moved=(71,), removed=62),
    SampleReplacement(old="Koha, main library", new_days=362, begun=3, moved=(2,)),
    SampleReplacement(old="ILS connector page", new_days=357, begun=8),
)
"""The last two are under way: one with places still to do, one late."""
