"""What an update of Telegram is to us; nothing in it is downloaded, and ``repr`` shows nothing that a person wrote."""

from __future__ import annotations

from dataclasses import dataclass, field

from telegram import CallbackQuery, Chat, ChatMember, InlineKeyboardMarkup, MaybeInaccessibleMessage, Message, Update

from bot.terms import Word

OPEN, DONE, CHOICE = "open", "done", "c"  # what our buttons carry: 64 bytes at most, and no words
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
_PICTURES = ("photo", "video", "animation", "video_note", "paid_media", "story")


class Kind(Word):
    """Every kind of update, as we answer it."""

    TEXT = "text"
    COMMAND = "command"     # ``text`` is its name
    EDITED = "edited"
    PICTURE = "picture"     # ``text`` is what stands under it
    CANNOT_OPEN = "cannot_open"
    PRESSED = "pressed"     # ``text`` is the title of the button
    OPENED = "opened"       # the button under the neutral line
    OLD_BUTTON = "old_button"
    DONE = "done"           # a button that shows what was chosen
    GROUP = "group"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Came:
    """One update. ``id`` is its own within the chat, ``sent`` in seconds since 1970; ``query`` wants an answer."""

    kind: Kind
    chat: int = field(default=0, repr=False)
    person: int = field(default=0, repr=False)
    id: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    sent: float | None = None
    query: str | None = field(default=None, repr=False)
    card: int | None = None  # number of the message whose button was pressed


NOTHING = Came(Kind.NOTHING)


def read(update: Update) -> Came:
    """What came; whatever we have no answer to (other bots, channels, service messages) is NOTHING."""
    if update.callback_query:
        return _pressed(update.callback_query)
    changed = update.my_chat_member
    if changed:
        added = changed.new_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
        return _group(changed.chat, changed.date.timestamp()) if added else NOTHING
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return NOTHING
    if message.chat.type != Chat.PRIVATE:
        return _group(message.chat, message.date.timestamp())
    return _message(message, edited=update.edited_message is not None)


def _group(chat: Chat, at: float) -> Came:
    """A group is told once a day why nobody is answered there; a channel, where only its owner writes, is not."""
    return Came(Kind.GROUP, chat.id, chat.id, f"group {at // 86_400:.0f}") if chat.type in GROUPS else NOTHING


def _message(message: Message, edited: bool) -> Came:
    person = message.from_user.id if message.from_user else 0
    text, kind, id = message.text or message.caption or "", Kind.TEXT, f"message {message.message_id}"
    at = (message.edit_date if edited and message.edit_date else message.date).timestamp()
    if edited:
        kind, id = Kind.EDITED, f"edited {message.message_id} {at:.0f}"
    elif message.text and message.text.startswith("/"):
        kind, text = _command(message.text)
    elif message.text is None and message.effective_attachment is None:
        return NOTHING
    elif message.text is None:
        kind = Kind.PICTURE if _shows(message) else Kind.CANNOT_OPEN
        id = f"album {message.media_group_id}" if message.media_group_id and not text else id
    return Came(kind, message.chat.id, person, id, text, at)


def _command(text: str) -> tuple[Kind, str]:
    """A command by itself; words after it are what the person wants to say. Start takes words of Telegram's own."""
    name, _, rest = text[1:].partition(" ")
    name = name.split("@")[0].lower()
    if name != "start" and rest.strip():
        return Kind.TEXT, rest.strip()
    return Kind.COMMAND, name


def _shows(message: Message) -> bool:
    """Whether it may show somebody."""
    file = message.document
    drawn = file is not None and (file.mime_type or "").startswith(("image/", "video/"))
    return drawn or any(getattr(message, name) for name in _PICTURES)


def _pressed(query: CallbackQuery) -> Came:
    message, person = query.message, query.from_user.id
    if message is None or message.chat.type != Chat.PRIVATE:
        return NOTHING
    kind, title = {OPEN: Kind.OPENED, DONE: Kind.DONE}.get(query.data or "", Kind.PRESSED), ""
    if kind is Kind.PRESSED:
        title = _title(message, query.data)
        kind = kind if title else Kind.OLD_BUTTON
    # The same button twice counts once; another one counts, for "no" may have been pressed by mistake.
    id = f"pressed {message.message_id} {query.data}"
    return Came(kind, message.chat.id, person, id, title, None, query.id, message.message_id)


def _title(message: MaybeInaccessibleMessage, data: str | None) -> str:
    """The words on the button, from the message itself; empty when Telegram has let go of it."""
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else ()
    return next((button.text for row in rows for button in row if button.callback_data == data), "")
