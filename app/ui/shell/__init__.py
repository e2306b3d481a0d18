"""The program around the pages: window, session, lock, crash report."""
