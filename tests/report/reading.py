"""What a browser would make of a page, without a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["meta", "input", "rect", "br", "link", "img"])


@dataclass
class Page(HTMLParser):
    """The text, tags, ids and links of a page.

    Attributes:
        tags: every start tag with its attributes.
        texts: text content of each element with the class ``article-text``, in order.
    """

    source: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._depth = 0
        self._open: list[str] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if self._depth and tag not in VOID:
            self._depth += 1
        elif "article-text" in (dict(attrs).get("class") or "").split():
            self._depth = 1
            self.texts.append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open.pop() == tag, f"</{tag}> closes another element"
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.texts[-1] += data
        if not {"style", "script"} & set(self._open):
            self.words += data

    def attributes(self, name: str) -> list[str]:
        return [about[name] or "" for _, about in self.tags if name in about]
