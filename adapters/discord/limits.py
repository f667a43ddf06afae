"""What Discord takes at most (docs.discord.com, "Component Reference"). Characters, unless told."""

TEXT_IN_MESSAGE = 4_000  #: of everything that is shown, labels included
BYTES_IN_MESSAGE = (
    10_000  #: of its texts; Discord fails at 10,170 (issue 8554 of its documentation)
)
COMPONENTS_IN_MESSAGE = 40
TEXTS_IN_SECTION = 3
BUTTONS_IN_ROW = 5
BUTTON_TEXT = 80
ALT_TEXT = 1_024
MODAL_TITLE = 45
COMPONENTS_IN_MODAL = 5
TEXT_IN_MODAL = 4_000
LABEL = 45
DESCRIPTION = 100
OPTION_TEXT = 100
OPTIONS_SHOWN = 10  #: radio buttons (at least two) or checkboxes; more become a list
OPTIONS_IN_LIST = 25
INPUT_TEXT = 4_000
SUGGESTIONS = 25
COMMAND_TEXT = 100  #: of a command's description, and an option's
