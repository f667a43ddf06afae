"""Messages, forms and hostile words as the core might send and people might write them."""

from io import BytesIO

from PIL import Image as Picture

from bot.messages import (
    Button,
    ChoiceField,
    FileField,
    Form,
    Image,
    Message,
    Option,
    Section,
    Style,
    TextField,
    TextKind,
)
from tests.fakes.surroundings import HELP_LINE

NOTIFICATION = "A message from Tailboard"

#: what no adapter may let act: mentions, markup, formulas, direction marks, combining piles
HOSTILE = (
    "@everyone",
    "<!channel>",
    "<b>bold</b> <img src=x onerror=alert(1)> &amp; &lt;",
    '=HYPERLINK("https://example.org","press")',
    "</script><script>document.title='owned'</script>",
    "Z̸̡͎a̴l̵g̶o",
    "אבג abc \u202egnihton\u202c def",
    "line one\nline two\ttabbed",
    "🚒 fire 🧑🏽‍🚒",
    "{{ 7 * 7 }} ${7*7} %s {0}",
)


def plain(text: str = "Hello.", *, token: str = "") -> Message:
    return Message((Section(text=text),), NOTIFICATION, token, HELP_LINE)


def check_in(token: str = "c0ffee") -> Message:
    return Message(
        sections=(
            Section(
                text="Quick stop at the back step. How are you holding up?",
                buttons=(
                    Button(0, "Doing fine"),
                    Button(1, "A bit worn"),
                    Button(2, "Struggling"),
                    Button(3, "In a bad place"),
                ),
            ),
            Section(
                buttons=(
                    Button(4, "Talk to someone", Style.PRIMARY),
                    Button(5, "Later today", Style.QUIET),
                    Button(6, "Why now?", Style.QUIET),
                )
            ),
        ),
        notification=NOTIFICATION,
        token=token,
        footer=HELP_LINE,
    )


def check_in_answered(token: str = "c0ffee1") -> Message:
    return Message(
        sections=(
            Section(
                text="Thanks, got it.",
                buttons=(
                    Button(0, "Change my answer", Style.QUIET),
                    Button(1, "Talk to someone", Style.PRIMARY),
                ),
            ),
        ),
        notification=NOTIFICATION,
        token=token,
        footer=HELP_LINE,
    )


def after_orange(token: str = "a51de") -> Message:
    return Message(
        sections=(
            Section(
                heading="Thanks for saying so",
                text="That sounds like a lot to carry. A supporter from another station could "
                "give you a call, and nobody else hears that you asked.",
                buttons=(
                    Button(0, "Talk to someone", Style.PRIMARY),
                    Button(1, "Check back in 3 days"),
                    Button(2, "No, thanks", Style.QUIET),
                ),
            ),
            Section(
                heading="Everyday help",
                text="Employee assistance: 555-0134, weekdays\nChaplain Ruiz: 555-0178",
            ),
        ),
        notification=NOTIFICATION,
        token=token,
        footer=HELP_LINE,
    )


def red_lines(token: str = "4ed") -> Message:
    return Message(
        sections=(
            Section(
                heading="Someone to talk to right now",
                text="Emergency services: 911\n988 Lifeline: call or text 988, day and night\n"
                "Fire/EMS Helpline: 1-888-731-3473",
                buttons=(
                    Button(0, "Talk to a person now", Style.URGENT),
                    Button(1, "What else is here", Style.QUIET),
                ),
            ),
        ),
        notification=NOTIFICATION,
        token=token,
        footer=HELP_LINE,
    )


def directory(token: str = "d14ec") -> Message:
    people = (
        (
            "Gia Romano",
            "Station 2 · Family, sleep · English, Italian · trained until June 2028",
            "Eighteen years on the truck. I listen more than I talk.",
            (122, 75, 58),
        ),
        (
            "Nils Berg",
            "Station 3 · Grief, work · English · trained until March 2028",
            "Ask me about dogs, or don’t.",
            (63, 95, 122),
        ),
        (
            "Ben Okafor",
            "Station 1 · Substance use, money · English · trained until May 2028",
            "Nine years sober. Coffee’s on me.",
            (74, 102, 80),
        ),
    )
    sections = [Section(heading="The supporters", text="Trained colleagues. Not therapists.")]
    for place, (name, facts, words, colour) in enumerate(people):
        sections.append(
            Section(
                heading=name,
                text=f"{facts}\n“{words}”",
                image=Image(portrait(colour), f"Photo of {name}"),
                buttons=(Button(place, f"Ask for {name.split()[0]}"),),
            )
        )
    sections.append(Section(buttons=(Button(3, "Next page", Style.QUIET),)))
    return Message(tuple(sections), NOTIFICATION, token, HELP_LINE)


def offer(token: str = "0ffe4") -> Message:
    return Message(
        sections=(
            Section(
                heading="Somebody would like to talk, today",
                text="Topic: sleep. You will see who it is once they have said yes to you.",
                buttons=(
                    Button(0, "I can, now", Style.PRIMARY),
                    Button(1, "Within the hour"),
                    Button(2, "After my shift"),
                    Button(3, "Can’t just now", Style.QUIET),
                ),
            ),
        ),
        notification=NOTIFICATION,
        token=token,
        footer="Remember: you listen and point the way on; you don’t treat.",
    )


def request_form(token: str = "f04e") -> Form:
    return Form(
        title="Talk to someone",
        intro="If nobody is free, coordinators hear that someone is waiting, not who.",
        fields=(
            ChoiceField(
                "urgency",
                "When?",
                (
                    Option("now", "Now", "A person is asked at once, day and night"),
                    Option("today", "Today"),
                    Option("week", "This week"),
                ),
                required=True,
                chosen=("today",),
            ),
            ChoiceField(
                "topic",
                "What is it about?",
                tuple(
                    Option(t.lower(), t)
                    for t in (
                        "Work",
                        "Family",
                        "Sleep",
                        "Grief",
                        "Money",
                        "Substances",
                        "Health",
                        "Other",
                    )
                ),
                hint="The supporter sees it only if you choose one.",
            ),
            TextField(
                "number",
                "A number to call or text",
                "Wiped when it is over.",
                TextKind.PHONE,
                most=40,
            ),
            ChoiceField(
                "anyone",
                "Who may it be?",
                (Option("yes", "Anyone", "Whoever accepts sees your name at once"),),
                several=True,
            ),
        ),
        submit="Ask",
        token=token,
        footer=HELP_LINE,
    )


def everything_form(token: str = "a11") -> Form:
    """A field of every kind."""
    many = tuple(Option(f"p{n}", f"Person {n}") for n in range(14))
    return Form(
        title="Everything at once",
        intro="One of each.",
        fields=(
            TextField("line", "A line", required=True, most=20, value="before"),
            TextField("paragraph", "A paragraph", "As long as you like", TextKind.PARAGRAPH),
            TextField("phone", "A phone", kind=TextKind.PHONE),
            TextField("date", "A date", kind=TextKind.DATE),
            ChoiceField("few", "One of few", many[:3], chosen=("p1",)),
            ChoiceField("many", "One of many", many),
            ChoiceField("several", "Several", many, several=True, chosen=("p2",)),
            ChoiceField("agree", "Agreed", (Option("yes", "I agree"),), several=True),
            FileField("file", "A file", accept=("text/csv",), most=1_000_000),
        ),
        submit="Send",
        token=token,
    )


def portrait(colour: tuple[int, int, int], size: int = 96) -> bytes:
    """A PNG of one colour with a lighter disc: a face for a directory."""
    picture = Picture.new("RGB", (size, size), colour)
    disc = Picture.new("L", (size, size), 0)
    for x in range(size):
        for y in range(size):
            if (x - size / 2) ** 2 + (y - size / 2.4) ** 2 < (size / 4.5) ** 2:
                disc.putpixel((x, y), 190)
    picture.paste((238, 214, 190), mask=disc)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
