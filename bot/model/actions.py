"""What a button or a form can mean. Values are short: they stand in sealed records."""

from enum import StrEnum


class ActionKind(StrEnum):
    # check-ins
    ANSWER = "ans"  #: zone, n (which check-in)
    CHANGE_ANSWER = "chg"  #: n
    TAKE_BACK = "tkb"  #: n
    LATER_TODAY = "ltr"  #: n
    CHECK_BACK = "cbk"  #: days; 0: no
    NO_FOLLOW_UP = "nfu"
    WHY_NOW = "why"
    EVERYDAY = "evd"  #: everyday resources
    # joining
    JOIN = "join"
    JOIN_LIMITS = "joinlim"
    JOIN_FORM = "joinfrm"  #: opens the form, and joins when it is sent
    DECLINE = "decl"
    ABOUT = "about"  #: how confidential this is; page
    CHOOSE_CONTACT = "ccp"
    # the menu and what hangs on it
    MENU = "menu"
    TALK = "talk"  #: urgency optional: opens the request form
    PERSON_NOW = "now"  #: one button to a person now
    WORRIED = "wor"
    DIRECTORY = "dir"  #: page
    SUPPORTER_ENTRY = "ent"  #: p
    CONTACT_PEERS = "cps"
    ADD_CONTACT = "cpa"  #: p
    DROP_CONTACT = "cpd"  #: p
    WHO_CHOSE = "who"  #: p: shows a supporter who chose them
    PREFERRED = "prf"
    PREFER = "prp"  #: p
    MOVE_PREFERRED = "prm"  #: p, by: -1 up, 1 down
    UNPREFER = "pru"  #: p
    NO_OFFICERS = "nof"  #: on
    OTHER_STATION = "oth"  #: on: 1, 0, -1 by itself
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
    LANGUAGE = "lng"  #: l; nothing: shows the choices
    DAY_AFTER_RED = "red"  #: on
    WRITE_HERE = "wrh"  #: of several accounts, this one
    LEAVE = "lve"
    STAY = "sty"
    LEAVE_SURE = "lvs"
    MY_DATA = "dat"  #: page
    HELP_NOW = "hlp"
    # asking
    REQUEST_FORM = "rqf"
    LIMITS_SEEN = "lims"
    MEMBER_YES = "yes"  #: r
    SOMEONE_ELSE = "els"  #: r
    WITHDRAW = "wdr"  #: r
    CLOSE = "cls"  #: r
    STATUS = "sta"  #: r
    # offers and conversations
    ACCEPT = "acc"  #: r, o, when
    PASS = "pas"  #: r, o
    REACHED = "rch"  #: r
    NOT_REACHED = "nrc"  #: r
    SAFETY = "saf"  #: r
    REFER = "ref"  #: r
    DONE = "don"  #: r
    # supporters
    SUPPORTER_MENU = "smn"
    AVAILABLE = "avl"  #: on
    MY_REQUESTS = "srq"
    MY_ENTRY = "sen"
    EDIT_ENTRY = "see"  #: opens the form, and proposes when it is sent; photo: one sent before
    TEST_WAKING = "tst"
    # coordinators
    ADMIN_MENU = "amn"
    ENTRIES = "ens"  #: those that wait, one after the other
    APPROVE_ENTRY = "ape"  #: p, v: which version was seen
    DECLINE_ENTRY = "dpe"  #: p, v
    SEND_ROSTER = "sro"  #: how a roster file is sent
    STATIONS = "sts"  #: page
    INVITE_STATION = "ist"  #: s (mark of its name), sure
    SUPPORTERS = "sup"  #: page
    APPLY_ROSTER = "apr"  #: id, d: digest of what was shown; sure: that many leavers are right
    DROP_ROSTER = "drr"  #: id
    ADOPT = "ado"  #: p: a guest says that they are that person on the roster
    STAY_GUEST = "stg"  #: a guest says no to it, or not now
    SHOW_ROSTER = "shr"  #: s: the report on a large file
