### The local workspace's own words: everything on the page that the bot does not say itself.

## The bar: the clock, the tools

local-fictional = Ficticio
local-skip = Ir a los teléfonos
local-clock = El reloj de la demostración
local-pause = Parar el reloj
local-go-on = Dejar correr el reloj
local-speed = A qué velocidad va el reloj
local-speed-1 = como el tiempo real
local-speed-60 = un minuto cada segundo
local-speed-600 = diez minutos cada segundo
local-moves = Adelantar el reloj
local-jump-next = Lo siguiente
local-jump-hour = + 1 hora
local-jump-night = A las 03:00
# Stands before a day and a time.
local-next-event = Sigue:
local-no-event = Todavía no toca nada
local-sound = Sonido cuando suena un teléfono
local-dark = Colores oscuros
local-new-window = Otra ventana
# Opens, on a narrow screen, what is folded away there.
local-more = Reloj y escenas
local-close = Cerrar

## Scenes and hints

local-scenes = Escenas de la historia
local-playing = Preparando la escena
local-played = La escena está lista
local-scene-failed = Esa escena no se pudo preparar. La historia sigue como estaba; inténtalo otra vez o elige otra.
local-first-visit = Tres personas, tres teléfonos: toca un botón en uno y mira qué les llega a los demás. Cuando no pase nada, mueve el reloj o elige una escena.
local-note-close = Cerrar esta pista

## Phones, and who is on them

local-phones = Teléfonos
local-become = Ser otra persona
local-search = Buscar por nombre, estación o papel
local-people = Gente de la organización
local-no-people = Nadie con ese nombre
local-no-station = Sin estación
local-own-window = Abrir este teléfono en su propia ventana
# $bot: the name the organisation gave the bot.
local-log = Mensajes directos con { $bot }
local-empty-title = Todavía no hay mensajes
# $bot: the name the organisation gave the bot.
local-empty = { $bot } escribe aquí cuando hay algo que decir. Para empezar, escribe un comando:
local-new-messages = Mensajes nuevos
local-today = Hoy
local-yesterday = Ayer
# Read out before a message: who wrote it.
local-bot-said = escribió
local-you-said = Escribiste
local-sent-file = Enviaste un archivo

## Writing to the bot

# $bot: the name the organisation gave the bot.
local-write = Escribe a { $bot }, o una barra para ver los comandos
local-write-short = Escribe aquí, o /
local-attach = Enviar un archivo
local-send = Enviar
local-commands = Comandos
local-commands-found = Comandos: las flechas eligen, Enter toma, Escape cierra

## Answers that only this person sees

local-aside-title = Solo tú ves esto. No se guarda.
local-aside-label = Solo tú ves esto
local-aside-close = Cerrar esta respuesta
local-aside-unfold = Mostrar de nuevo esta respuesta

## Conversations of two people

# Above the phone's chats: with the bot, and with whoever one writes to.
local-talks = Conversaciones
# $name: the other one's.
local-talk-log = Conversación con { $name }
# $name: the other one's.
local-talk-write = Escribe a { $name }
local-talk-about = En esta conversación no participa nadie más. El bot no la lee ni se entera de nada; como todo chat, queda en la plataforma.

## Forms

local-optional = opcional
local-choose-one = Elige una opción
local-filter-options = Buscar aquí
local-form-refused = Mira las respuestas marcadas. Todo lo que escribiste sigue aquí.
local-required = Esto hace falta.
# $most: how many characters.
local-too-long = Es demasiado largo: { $most } caracteres como máximo.

## While it takes time, and when it does not work

local-moment = Un momento
local-sorry = Eso no pasó. Inténtalo otra vez.
local-not-reached = No sabemos si eso llegó. Mira el chat, e inténtalo otra vez si no pasó nada.
local-offline = Se perdió la conexión. Se reintenta sola; lo que escribiste sigue aquí.
local-online = Hay conexión otra vez.
local-no-script = Esta página necesita JavaScript. Nada de ella viene de fuera.

## What the chat does not take. Nothing was sent, and what was typed is still there.

# $most: how many characters.
local-refused-long = Es más largo de lo que acepta este chat ({ $most } caracteres). No se envió nada; todo sigue aquí para acortarlo.
local-refused-characters = Hay caracteres que ningún chat puede mostrar. No se envió nada; todo sigue aquí.
local-refused-big = Ese archivo es demasiado grande para este chat (25 MB como máximo). No se envió nada.
local-refused-command = Ese comando no existe. Escribe una barra para ver los que hay; no se envió nada.
local-refused-malformed = La página envió algo que el chat no entiende. Vuelve a cargar la página.
local-refused-scene = Ya se está preparando una escena. Un momento.

## A phone that rings

# $bot: the name the organisation gave the bot.
local-ring-title = Llama { $bot }
local-ring-answer = Contestar
local-ring-silence = Silenciar
local-ring-show = Contestar en este teléfono
# $name: whose phone it is.
local-ring-whose = { $name }: suena el teléfono
local-ring-unknown = Suena un teléfono
