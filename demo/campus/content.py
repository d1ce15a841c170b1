"""Course content: reads the OLX files in demo/content into trees of nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree
from opaque_keys.edx.keys import UsageKey

FOLDER = Path(__file__).resolve().parent.parent / "content"
# Tags that are blocks; all others are part of the block that they lie in.
BLOCK_TAGS = {"course", "chapter", "sequential", "vertical", "html", "problem", "discussion", "message_instructor"}


@dataclass
class Node:
    """One block of a course file: its type, its name, its attributes, its inner markup, and the blocks in it."""

    tag: str
    name: str
    attributes: dict[str, str]
    markup: str
    parent: Node | None
    children: list[Node] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the name to show."""
        return self.attributes.get("display_name", self.tag.replace("_", " ").capitalize())

    @property
    def path(self) -> tuple[Node, ...]:
        """Return the nodes around it, outermost first, without the course."""
        if self.parent is None or self.parent.parent is None:
            return ()
        return (*self.parent.path, self.parent)

    @property
    def staff_only(self) -> bool:
        """Return whether it or a node around it is visible to the course team only."""
        hidden = self.attributes.get("visible_to_staff_only") == "true"
        return hidden or (self.parent is not None and self.parent.staff_only)

    @property
    def weeks_due(self) -> str | None:
        """Return the due date in weeks after the start, its own or that of a node around it, or None."""
        own = self.attributes.get("relative_weeks_due")
        return own or (self.parent.weeks_due if self.parent is not None else None)

    def walk(self) -> Iterator[Node]:
        """Yield the node and its descendants, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def enclosing(self, tag: str) -> Node | None:
        """Return the node itself or the nearest node around it of a type, or None."""
        node = self
        while node is not None and node.tag != tag:
            node = node.parent
        return node


class Outline:
    """A course's tree of nodes, indexed by type and name."""

    def __init__(self, root: Node):
        self.root = root
        self._nodes = {(node.tag, node.name): node for node in root.walk()}

    def find(self, usage_key: UsageKey) -> Node | None:
        """Return the node of a usage key, or None."""
        return self._nodes.get((usage_key.block_type, usage_key.block_id))

    def units(self) -> list[Node]:
        """Return the units in reading order."""
        return [node for node in self.root.walk() if node.tag == "vertical"]


@lru_cache
def outline(name: str) -> Outline:
    """Return the outline of a course file. It is cached: a change to the file needs a restart."""
    return Outline(_node(etree.parse(FOLDER / f"{name}.xml").getroot(), None))


def _node(element, parent: Node | None) -> Node:
    attributes = dict(element.attrib)
    name = attributes.pop("url_name", element.tag)
    node = Node(element.tag, name, attributes, "", parent)
    inner = [element.text or ""]
    for child in element:
        if child.tag in BLOCK_TAGS:
            node.children.append(_node(child, node))
        else:
            inner.append(etree.tostring(child, encoding="unicode", method="xml"))
    node.markup = "".join(inner).strip()
    return node
