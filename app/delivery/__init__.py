"""The core's ports made real: e-mail, calendar files, the desktop's notifications."""
