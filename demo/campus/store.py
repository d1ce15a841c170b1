"""The field data of the campus's XBlocks: authored values from files and the studio, and each user's state."""

from opaque_keys.edx.asides import AsideDefinitionKeyV2, AsideUsageKeyV2
from xblock.exceptions import InvalidScopeError
from xblock.fields import Scope, UserScope
from xblock.runtime import IdGenerator, IdReader, KeyValueStore

from demo.campus.content import Outline
from demo.campus.models import BlockState, Course


class CampusIds(IdReader, IdGenerator):
    """Usage keys serve as definition ids too, because each definition is used once."""

    def get_definition_id(self, usage_id):
        """Return the usage key: the definition has the same."""
        return usage_id

    def get_block_type(self, def_id):
        """Return the block type in the key."""
        return def_id.block_type

    def get_usage_id_from_aside(self, aside_id):
        """Return the block's usage key, which is part of the aside's."""
        return aside_id.usage_key

    def get_definition_id_from_aside(self, aside_id):
        """Return the block's definition key, which is part of the aside's."""
        return aside_id.definition_key

    def get_aside_type_from_usage(self, aside_id):
        """Return the aside type in the usage key."""
        return aside_id.aside_type

    def get_aside_type_from_definition(self, aside_id):
        """Return the aside type in the definition key."""
        return aside_id.aside_type

    def create_aside(self, definition_id, usage_id, aside_type):
        """Return the keys of a block's aside."""
        return AsideDefinitionKeyV2(definition_id, aside_type), AsideUsageKeyV2(usage_id, aside_type)

    def create_usage(self, def_id):
        """Raise NotImplementedError."""
        raise NotImplementedError("Blocks are created in course files.")

    def create_definition(self, block_type, slug=None):
        """Raise NotImplementedError."""
        raise NotImplementedError("Blocks are created in course files.")


class CampusStore(KeyValueStore):
    """Field values: rows of BlockState, or else values from the course file.

    Without `keep`, values are stored for the request only: staff who masquerade must not answer for the learner.
    """

    def __init__(self, course: Course, outline: Outline, load_class, *, authoring: bool, keep: bool):
        self._course = course
        self._outline = outline
        self._load_class = load_class
        self._authoring = authoring
        self._keep = keep
        self._rows: dict[int | None, dict] = {}

    def get(self, key):
        """Return a stored value. Raises KeyError if there is none."""
        rows = self._of(key.user_id)
        place = self._place(key)
        return rows[place] if place in rows else self._authored(key)

    def has(self, key):
        """Return whether there is a value."""
        try:
            self.get(key)
        except KeyError:
            return False
        return True

    def set(self, key, value):
        """Store a value. Raises InvalidScopeError for authored fields outside the studio, as in the LMS."""
        if getattr(key.scope, "user", UserScope.NONE) is UserScope.NONE and not self._authoring:
            raise InvalidScopeError(key)
        scope, block, field = self._place(key)
        self._of(key.user_id)[scope, block, field] = value
        if not self._keep:
            return
        stored = {"value": value, "course": self._course}
        BlockState.objects.update_or_create(user_id=key.user_id, scope=scope, block=block, field=field, defaults=stored)

    def delete(self, key):
        """Delete a stored value. The course file's value or the default applies again."""
        scope, block, field = self._place(key)
        if self._keep:
            BlockState.objects.filter(user_id=key.user_id, scope=scope, block=block, field=field).delete()
        self._of(key.user_id).pop((scope, block, field), None)

    def _of(self, user_id) -> dict:
        """Return all values of a user (None: of the studio). One query for a whole unit."""
        if user_id not in self._rows:
            stored = BlockState.objects.filter(course=self._course, user_id=user_id)
            self._rows[user_id] = {(row.scope, row.block, row.field): row.value for row in stored}
        return self._rows[user_id]

    @staticmethod
    def _place(key) -> tuple[str, str, str]:
        # "children" and "parent" are scopes without parts.
        scope = getattr(key.scope, "name", None) or str(key.scope)
        return scope, str(key.block_scope_id), key.field_name

    def _authored(self, key):
        node = self._outline.find(key.block_scope_id) if hasattr(key.block_scope_id, "block_id") else None
        if node is None:
            raise KeyError(key.field_name)
        if key.scope == Scope.children:
            return [self._course.id.make_usage_key(child.tag, child.name) for child in node.children]
        if key.scope == Scope.parent:
            return self._course.id.make_usage_key(node.parent.tag, node.parent.name) if node.parent else None
        if key.scope.user is not UserScope.NONE:
            raise KeyError(key.field_name)
        if key.field_name == "data" and node.markup:
            return node.markup
        field = self._load_class(node.tag).fields[key.field_name]
        return field.to_json(field.from_string(node.attributes[key.field_name]))
