"""What Slack takes at most (docs.slack.dev, "Block Kit" and "Views"). Characters, unless told."""

SECTION_TEXT = 3_000
HEADING = 150
CONTEXT_TEXT = 2_000
BUTTON_TEXT = 75
SPOKEN = 75  #: what a screen reader says of a button in place of its label
BUTTONS_IN_ROW = 25
LABEL = 2_000
HINT = 2_000
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTIONS_SHOWN = 10  #: radio buttons or checkboxes; more become a list to open
OPTIONS_IN_LIST = 100
INPUT_TEXT = 3_000
TITLE = 24  #: of a modal, and of its submit and close buttons
BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
ALT_TEXT = 2_000
