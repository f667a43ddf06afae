### The local workspace's own words: everything on the page that the bot does not say itself.

## The bar: the clock, the tools

local-fictional = Fictional
local-skip = Skip to the phones
local-clock = The demo’s clock
local-pause = Stop the clock
local-go-on = Let the clock run
local-speed = How fast the clock runs
local-speed-1 = as fast as real time
local-speed-60 = a minute each second
local-speed-600 = ten minutes each second
local-moves = Move the clock ahead
local-jump-next = Next event
local-jump-hour = + 1 hour
local-jump-night = To 03:00
# Stands before a day and a time.
local-next-event = Next:
local-no-event = Nothing is due yet
local-sound = Sound when a phone rings
local-dark = Dark colours
local-new-window = New window
# Opens, on a narrow screen, what is folded away there.
local-more = Clock and scenes
local-close = Close

## Scenes and hints

local-scenes = Scenes of the story
local-playing = Setting the scene
local-played = The scene is set
local-scene-failed = That scene could not be set. The story stands as it was; try again, or choose another.
local-first-visit = Three people, three phones: press a button on one and see what the others get. When nothing happens, move the clock or choose a scene.
local-note-close = Close this hint

## Phones, and who is on them

local-phones = Phones
local-become = Become someone else
local-search = Search by name, station or role
local-people = People of the agency
local-no-people = Nobody by that name
local-no-station = Not at a station
local-own-window = Open this phone in a window of its own
# $bot: the name the organisation gave the bot.
local-log = Direct messages with { $bot }
local-empty-title = No messages yet
# $bot: the name the organisation gave the bot.
local-empty = { $bot } writes here when there is something to say. To begin, type a command:
local-new-messages = New messages
local-today = Today
local-yesterday = Yesterday
# Read out before a message: who wrote it.
local-bot-said = wrote
local-you-said = You wrote
local-sent-file = You sent a file

## Writing to the bot

# $bot: the name the organisation gave the bot.
local-write = Write to { $bot }, or type a slash for commands
local-write-short = Write here, or /
local-attach = Send a file
local-send = Send
local-commands = Commands
local-commands-found = Commands: arrow keys choose, Enter takes, Escape closes

## Answers that only this person sees

local-aside-title = Only you see this. It isn’t kept.
local-aside-label = Only you see this
local-aside-close = Close this answer
local-aside-unfold = Show this answer again

## Conversations of two people

# Above the phone's chats: with the bot, and with whoever one writes to.
local-talks = Conversations
# $name: the other one's.
local-talk-log = Conversation with { $name }
# $name: the other one's.
local-talk-write = Write to { $name }
local-talk-about = Only the two of you are in this conversation. The bot has no part in it and is told nothing of it; like every chat, it stays on the platform.

## Forms

local-optional = optional
local-choose-one = Choose one
local-filter-options = Search these
local-form-refused = Please look at the marked answers. Everything you wrote is still here.
local-required = This one is needed.
# $most: how many characters.
local-too-long = That is too long: at most { $most } characters.

## While it takes time, and when it does not work

local-moment = One moment
local-sorry = That did not go through. Please try again.
local-not-reached = We can’t tell whether that arrived. Please look at the chat, and try again if nothing happened.
local-offline = The connection is gone. Trying again by itself; what you typed stays here.
local-online = Connected again.
local-no-script = This page needs JavaScript. Nothing of it comes from elsewhere.

## What the chat does not take. Nothing was sent, and what was typed is still there.

# $most: how many characters.
local-refused-long = That is longer than this chat takes ({ $most } characters). Nothing was sent; it is all still here to shorten.
local-refused-characters = There are characters in it that no chat can show. Nothing was sent; it is all still here.
local-refused-big = That file is too big for this chat (25 MB at most). Nothing was sent.
local-refused-command = There is no such command. Type a slash to see those there are; nothing was sent.
local-refused-malformed = The page sent something that the chat does not understand. Please load the page again.
local-refused-scene = A scene is being set already. One moment.

## A phone that rings

# $bot: the name the organisation gave the bot.
local-ring-title = { $bot } is calling
local-ring-answer = Answer
local-ring-silence = Silence
local-ring-show = Answer on this phone
# $name: whose phone it is.
local-ring-whose = { $name }: the phone is ringing
local-ring-unknown = A phone is ringing
