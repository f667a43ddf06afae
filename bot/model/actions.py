"""What a button or a form can mean. Values are short: they stand in sealed records."""

from enum import StrEnum


class ActionKind(StrEnum):
    """Beside each kind what its arguments are; a name with `?` may be left out."""

    # check-ins
    ANSWER = "ans"  #: zone, n (which check-in)
    CHANGE_ANSWER = "chg"  #: n
    TAKE_BACK = "tkb"  #: n
    LATER_TODAY = "ltr"  #: n
    CHECK_BACK = "cbk"  #: days; 0: no
    NO_FOLLOW_UP = "nfu"
    WHY_NOW = "why"  #: n: which check-in; or y: the reason, of another message
    EVERYDAY = "evd"  #: everyday resources
    # joining
    JOIN = "join"
    JOIN_LIMITS = "joinlim"
    JOIN_FORM = "joinfrm"  #: opens the form, and joins when it is sent
    DECLINE = "decl"
    ABOUT = "about"  #: how confidential this is; page?: 1 the limits
    CHOOSE_CONTACT = "ccp"
    # the menu and what hangs on it
    MENU = "menu"
    HOME = "hom"  #: page: of the supporters on the bot's own page
    TALK = "talk"  #: urgency?, p?: opens the request form
    PERSON_NOW = "now"  #: one button to a person now
    WORRIED = "wor"
    DIRECTORY = "dir"  #: page?
    SUPPORTER_ENTRY = "ent"  #: p, page?: of the directory that they came from
    CONTACT_PEERS = "cps"
    ADD_CONTACT = "cpa"  #: p
    DROP_CONTACT = "cpd"  #: p
    WHO_CHOSE = "who"  #: p: shows a supporter who chose them
    PREFERRED = "prf"
    PREFER = "prp"  #: p
    MOVE_PREFERRED = "prm"  #: p, by: -1 up, 1 down
    UNPREFER = "pru"  #: p
    NO_OFFICERS = "nof"  #: on
    OTHER_STATION = "oth"  #: on
    AVOIDED = "avd"
    AVOID = "ava"  #: p
    UNAVOID = "avu"  #: p
    EDIT_AVOIDED = "ave"  #: opens the form, and keeps the list when it is sent
    MY_CHECK_INS = "mci"
    PAUSE = "pau"  #: nothing: shows the choices; days; 0: the form for a date
    RESUME = "res"
    CADENCE = "cad"  #: days; nothing: shows the choices
    HOURS = "hrs"  #: start, end; any: 1; own: 1 opens the form; nothing: shows the choices
    SHIFT_SIDE = "sid"  #: side; nothing: shows the choices
    MY_SHIFTS = "shf"
    SHIFT_DAY = "shd"  #: off: opens the form, and notes the day when it is sent
    SHIFT_DAY_BACK = "shb"  #: day: as an ordinal
    LANGUAGE = "lng"  #: l; nothing: shows the choices
    DAY_AFTER_RED = "red"  #: on
    WRITE_HERE = "wrh"  #: of several accounts, this one
    LEAVE = "lve"
    STAY = "sty"
    LEAVE_SURE = "lvs"
    MY_DATA = "dat"  #: page?
    OWN_FILE = "fil"  #: what speaks against it
    SEND_OWN_FILE = "fls"
    DELETE_OWN_FILE = "fld"  #: m: the minute it was asked for
    ERASE = "era"
    ERASE_SURE = "ers"
    ERASE_NOW = "ern"
    HELP_NOW = "hlp"
    # asking
    REQUEST_FORM = "rqf"
    LIMITS_SEEN = "lims"  #: those of the TALK that it goes on to
    MEMBER_YES = "yes"  #: r, o
    SOMEONE_ELSE = "els"  #: r, o
    WITHDRAW = "wdr"  #: r
    CLOSE = "cls"  #: r
    STATUS = "sta"  #: r?: whichever it was, the open one is shown
    # offers and conversations
    ACCEPT = "acc"  #: r, o, when
    PASS = "pas"  #: r, o
    REACHED = "rch"  #: r
    NOT_REACHED = "nrc"  #: r, keep?: 1 goes on trying
    SAFETY = "saf"  #: r
    REFER = "ref"  #: r
    DONE = "don"  #: r
    # supporters
    SUPPORTER_MENU = "smn"
    AVAILABLE = "avl"  #: on
    MY_REQUESTS = "srq"  #: r?: shows that one
    MY_ENTRY = "sen"
    EDIT_ENTRY = "see"  #: photo?: one sent before; opens the form, and proposes when it is sent
    TEST_WAKING = "tst"
    # what coordinators see, for everybody on the roster
    REPORT = "rpt"  #: q?: a quarter as a number, y × 10 + n; w?: in words, the page of its groups
    PROGRAMME = "prg"  #: live figures of the programme
    # coordinators
    ADMIN_MENU = "amn"
    ENTRIES = "ens"  #: those that wait, one after the other
    APPROVE_ENTRY = "ape"  #: p, v: which version was seen
    DECLINE_ENTRY = "dpe"  #: p, v
    ERASE_LEAVER = "erl"  #: opens the form, and erases when it is sent
    SEND_ROSTER = "sro"  #: how a roster file is sent
    STATIONS = "sts"  #: page?
    INVITE_STATION = "ist"  #: s (mark of its name), sure?
    SUPPORTERS = "sup"  #: page?
    APPLY_ROSTER = "apr"  #: id, d: digest of what was shown, n: leavers, sure?
    DROP_ROSTER = "drr"  #: id
    ADOPT = "ado"  #: p: a guest says that they are that person on the roster
    STAY_GUEST = "stg"  #: a guest says no to it, or not now
    SHOW_ROSTER = "shr"  #: s: the report on a large file
