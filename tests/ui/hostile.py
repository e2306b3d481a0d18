"""Names that a window could take for something else than names."""

from itertools import islice, product

from app.core import text
from app.core.errors import FieldError

MARKUP = (
    '<img src="file:///etc/passwd">',
    "<img src=x onerror=alert(1)>",
    '<a href="file:///etc/passwd">a link</a>',
    "<b>bold</b>",
    "<h1>a heading",
    "<table><tr><td>a cell",
    "<script>alert(1)</script>",
    "<!-- a comment",
    "<style>* {color: white}</style>",
    "<br>",
    "</qt></body></html>",
    "<font color=red size=7>",
    "&lt;b&gt;",
    "&amp;",
    "&#60;img&#62;",
)
AMPERSANDS = ("&", "&&", "&&&", "&File", "Smith & Sons", "Save &As", "A&&B")
BRACES = (
    "{}", "{0}", "{name}", "{keys}", "{n}", "{{", "}}", "{", "}", "{0.__class__}", "{!r}", "%s",
    "%d %n", "%(name)s", "%1 %2", "%%", "$name", "${HOME}", "[*]", "\\",
)  # fmt: skip
QUOTES = ("'", '"', "“quoted”", "'; DROP TABLE keys; --", "`id`", "O'Brien", '"*"', '\\"')
LINES = ("one\\ntwo", "\\r\\n", "␤", "⏎", "¶", "one \N{MIDDLE DOT} two", "two  spaces")
LETTERS = (
    "ספרייה ראשית",
    "المكتبة الرئيسية",
    "Koha ספרייה (2)",
    "(מפתח)",
    "図書館",
    "Ǻ́̂̃ŗ̧̨",
    "ﬁne ﬂow",
    "İstanbul",
    "ẞ",
)
PICTURES = ("🔑", "🔑🔑🔑 keys", "👍🏽", "❤️", "🇬🇧")
COMMANDS = (
    "state:expired",
    "-koha",
    "name:x OR 1=1",
    "AND",
    "*",
    "%",
    "_",
    "=cmd()",
    "@SUM(A1)",
    "file:///etc/passwd",
    "https://example.org/?a=1&b=2",
    "../../etc/passwd",
    "null",
    "0",
)
LONG = (
    "W" * 200,
    "&" * 200,
    "{" * 200,
    "<b>" * 66,
    "word " * 39 + "end",
    "ספרייה " * 28 + "סוף",
    "🔑" * 200,
    "a" + "\N{COMBINING ACUTE ACCENT}" * 199,
)
EACH = (
    *MARKUP, *AMPERSANDS, *BRACES, *QUOTES, *LINES, *LETTERS, *PICTURES, *COMMANDS, *LONG,
)  # fmt: skip
"""One of each kind."""

WORST = (
    '<img src="file:///etc/passwd"><a href="x">&File {0} {name} %s %1</a> [*] \\n “q”\'" 🔑',
    "</qt><h1>{keys}&amp;&&{{}}<!-- ספרייה ראשית",
    LONG[0],
    "<b>&{0}" + "m" * 190,
)
"""Several kinds in one name, for where each is too slow."""


def names(count: int = 300) -> list[str]:
    """Return *count* names that are accepted: one of each kind, then pairs of them."""
    pairs = (f"{one}{other}" for one, other in product((*MARKUP, *BRACES), EACH))
    made = dict.fromkeys(name for name in (*EACH, *WORST) if _is_accepted(name))
    more = (name for name in pairs if name not in made and _is_accepted(name))
    step = islice(more, 0, None, 3)
    return [*made, *islice(step, count - len(made))]


def _is_accepted(name: str) -> bool:
    try:
        return text.clean_name("name", name) == name
    except FieldError:
        return False
