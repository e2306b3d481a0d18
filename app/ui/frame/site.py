"""Which pages there are, and which tab each belongs to."""

from collections.abc import Sequence

from app.ui.frame.page import PageSpec, TabSpec


class Site:
    """The pages in the order of the tabs; the first page is home."""

    def __init__(self, *, tabs: Sequence[TabSpec], pages: Sequence[PageSpec]) -> None:
        self._pages = {page.id: page for page in pages}
        used = {page.tab for page in pages}
        self.tabs = [tab for tab in tabs if tab.id in used]
        self.home = pages[0].id

    def page(self, page_id: str) -> PageSpec:
        """Return the page called *page_id*; raise KeyError if there is none."""
        return self._pages[page_id]

    def pages_of(self, tab: str) -> list[PageSpec]:
        """Return the pages of *tab*, none for pages outside the tabs."""
        return [one for one in self._pages.values() if tab and one.tab == tab and not one.under]

    def places(self) -> list[tuple[str, str, str]]:
        """Return the pages that can be gone to by name: an id, a title, and the tab's title."""
        titles = {tab.id: tab.title() for tab in self.tabs}
        return [
            (one.id, one.title(), titles.get(one.tab, ""))
            for one in self._pages.values()
            if not one.under
        ]

    def trail(self, page_id: str) -> list[tuple[str, str]]:
        """Return the steps from home to *page_id*, each an id and a title."""
        steps = [self.home] if page_id == self.home else [self.home, page_id]
        under = self.page(page_id).under
        if under:
            steps.insert(1, under)
        return [(step, self.page(step).title()) for step in steps]
