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
    DECLINE = "decl"
    ABOUT = "about"  #: how confidential this is
    CHOOSE_CONTACT = "ccp"
    # the menu and what hangs on it
    MENU = "menu"
    TALK = "talk"  #: urgency optional: opens the request form
    PERSON_NOW = "now"  #: one button to a person now
    WORRIED = "wor"
    DIRECTORY = "dir"  #: page
    SUPPORTER_ENTRY = "ent"  #: p
    CONTACT_PEERS = "cps"
    PREFERRED = "prf"
    AVOIDED = "avd"
    MY_CHECK_INS = "mci"
    PAUSE = "pau"  #: days or "date"
    RESUME = "res"
    CADENCE = "cad"  #: days
    HOURS = "hrs"
    LANGUAGE = "lng"
    LEAVE = "lve"
    LEAVE_SURE = "lvs"
    MY_DATA = "dat"
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
    TEST_WAKING = "tst"
    # coordinators
    ADMIN_MENU = "amn"
    APPROVE_ENTRY = "ape"  #: p
    DECLINE_ENTRY = "dpe"  #: p
    APPLY_ROSTER = "apr"
    DROP_ROSTER = "drr"
