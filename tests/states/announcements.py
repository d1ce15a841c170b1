"""Rules of announcements: post, edit, take down, delete, and see."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st

from proserva_messaging import api
from proserva_messaging.models import Announcement
from tests.states.broadcasts import TEAM_MOSTLY, Broadcasts
from tests.states.conversations import NUMBER, PERSON
from tests.states.model import Note, Post
from tests.states.world import World, action

WHEN = st.sampled_from(["now", "later", "draft"])
HOURS = st.sampled_from([None, 1, 27])


def has_posts(world: World) -> bool:
    """Return whether there is an announcement to choose."""
    return bool(world.posts)


class Announcements(Broadcasts):
    """Announcements, which the clock publishes and ends."""

    def pick_post(self, number: int) -> Post:
        """Return one of the announcements."""
        return self.posts[number % len(self.posts)]

    @action(author=TEAM_MOSTLY, when=WHEN, hours=HOURS, ring=st.booleans(), email=st.booleans())
    def post(self, author: str, when: str, hours: int | None, ring: bool, email: bool) -> None:
        """Post an announcement."""
        allowed = self.is_team(author) and (ring or not email)
        now, times = self.clock.time, {"expires_at": self.in_hours(hours)}
        if when != "now":
            times["publish_at"] = now + timedelta(minutes=30) if when == "later" else None
        how = {"ring": ring, "email": email, **times}
        made = self.attempt(allowed, api.post_announcement, self.users[author], self.key, "Read", "This", **how)
        if allowed:
            (message,) = self.find_new()
            note = Note(message.pk, author, message.created)
            post = Post(made.id, author, "Read", made.publish_at, times["expires_at"], ring, email, note)
            post.due = post.publish_at
            self.posts.append(post)
            self.settle(post)

    def in_hours(self, hours: int | None) -> datetime | None:
        """Return the time in some hours."""
        return None if hours is None else self.clock.time + timedelta(hours=hours)

    @action(needs=has_posts, number=NUMBER, actor=TEAM_MOSTLY, hours=HOURS)
    def set_end(self, number: int, actor: str, hours: int | None) -> None:
        """Change when it ends."""
        post = self.pick_post(number)
        ends = self.in_hours(hours)
        if self.edit(post, actor, True, expires_at=ends):
            changed, post.expires_at = ends != post.expires_at, ends
            self.reschedule(post, changed)

    @action(needs=has_posts, number=NUMBER, actor=TEAM_MOSTLY, title=st.sampled_from(["Read", "Read again"]))
    def retitle(self, number: int, actor: str, title: str) -> None:
        """Change its title. No bell rings again."""
        post = self.pick_post(number)
        if self.edit(post, actor, True, title=title):
            post.title = title

    @action(needs=has_posts, number=NUMBER, actor=TEAM_MOSTLY, published=st.booleans())
    def publish(self, number: int, actor: str, published: bool) -> None:
        """Publish it now, or take it down."""
        post = self.pick_post(number)
        was = post.is_published(self.clock.time)
        over = post.expires_at is not None and post.expires_at <= self.clock.time
        changed = (post.hidden or not was) if published else (was and not post.hidden) or post.publish_at is not None
        changed = changed and not (not published and was and post.hidden)
        # It cannot be shown with an end in the past.
        fits = not (changed and over and not (was and not published))
        if not self.edit(post, actor, fits, published=published):
            return
        if published:
            post.hidden = False
            post.publish_at = post.publish_at if was else Announcement.objects.get(pk=post.id).publish_at
        elif was:
            post.hidden = True
        else:
            post.publish_at = None
        self.reschedule(post, changed)

    def edit(self, post: Post, actor: str, fits: bool, **changes: object) -> bool:
        """Change an announcement. Return whether that was allowed."""
        allowed = self.is_team(actor) and fits
        self.attempt(allowed, api.edit_announcement, self.users[actor], post.id, post.version, **changes)
        post.version += allowed
        return allowed

    def reschedule(self, post: Post, changed: bool) -> None:
        """Note when its bells follow its times next, after a change of these."""
        if changed:
            scheduled = post.publish_at is not None and post.publish_at > self.clock.time and not post.hidden
            post.due = post.publish_at if scheduled else self.clock.time
        self.settle(post)

    @action(needs=has_posts, number=NUMBER, actor=TEAM_MOSTLY)
    def delete(self, number: int, actor: str) -> None:
        """Delete it, with all bells."""
        post = self.pick_post(number)
        self.attempt(self.is_team(actor), api.delete_announcement, self.users[actor], post.id)
        if self.is_team(actor):
            self.posts.remove(post)

    @action(needs=has_posts, number=NUMBER, reader=PERSON)
    def see(self, number: int, reader: str) -> None:
        """See it on the course page."""
        post = self.pick_post(number)
        allowed = reader in self.in_course and (self.is_team(reader) or post.is_shown(self.clock.time))
        self.attempt(allowed, api.mark_announcement_seen, self.users[reader], post.id)
        if allowed:
            post.note.unread.discard(reader)
            post.note.ringing.discard(reader)

    def settle(self, post: Post) -> None:
        """Set the bells and emails of an announcement by its times."""
        self.withdraw(post)
        self.announce(post)

    def take_down(self) -> None:
        """Withdraw what is over."""
        super().take_down()
        for post in self.posts:
            self.withdraw(post)

    def send_out(self) -> None:
        """Announce what is due."""
        super().send_out()
        for post in self.posts:
            self.announce(post)

    def withdraw(self, post: Post) -> None:
        """Silence the bells of an announcement that is not shown, and hold its emails."""
        now, note = self.clock.time, post.note
        if post.due is not None and post.due <= now and not post.is_shown(now):
            note.ringing.clear()
            note.held |= set(note.waiting)
            note.waiting.clear()
            post.due = None

    def announce(self, post: Post) -> None:
        """Ring the bells of an announcement that is shown: once, for all who are in the course then."""
        now, note = self.clock.time, post.note
        if post.due is None or post.due > now or not post.is_shown(now):
            return
        if post.ring and not post.went_out:
            post.went_out = True
            note.to = self.in_course - {post.author}
            note.unread, note.ringing = set(note.to), set(note.to)
            self.send_emails(note, note.to if post.email else set())
        elif note.held:
            self.send_emails(note, {name for name in note.held if name in self.in_course})
            note.held.clear()
        post.due = post.expires_at
