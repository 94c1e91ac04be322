"""What stands on a page: its words as they are read, its tags, its attributes."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """A web page, read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.words += " " if tag in {"br", "td", "th", "p", "h1", "h2", "h3"} else ""

    def handle_data(self, data: str) -> None:
        self.words += data

    @property
    def line(self) -> str:
        """All words in one line."""
        return " ".join(self.words.split())
