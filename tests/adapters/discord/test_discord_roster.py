"""`tailboard discord roster`: who of a list is in the server, and what their roles say of them."""

import csv
from collections.abc import AsyncIterator
from itertools import takewhile
from pathlib import Path

import pytest

from bot.roster.columns import OPTIONAL, Column
from bot.roster.known import Known
from bot.roster.mistakes import Mistakes
from bot.roster.reading import read_roster
from tests.adapters.discord.operator import Operator
from tests.fakes.discord.faults import broken, lost_reply, refused
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.pointing import pointed_at
from tests.fakes.discord.server import FakeDiscord

SEARCH = "GET /guilds/{guild.id}/members/search"
MEMBER = "GET /guilds/{guild.id}/members/{user.id}"
SHARED, MISSING = "With a name that fits", "With a name that nobody"
GONE, UNCLEAR = "With an account, and not", "With roles that say two things"
OTHER = "123456789012345678"


class Filling(Operator):
    """Two stations, a rank and the supporters are roles of the server."""

    def __init__(self, discord: FakeDiscord, folder: Path) -> None:
        super().__init__(discord, folder)
        self.out = folder / "out.csv"
        self.role = {
            name: discord.role(name).id for name in ("Station 1", "Station 2", "Captain", "Peer")
        }
        says = (
            f'"{self.role["Station 1"]}": {{station: Station 1}}, '
            f'"{self.role["Station 2"]}": {{station: Station 2}}, '
            f'"{self.role["Captain"]}": {{rank: Captain}}, '
            f'"{self.role["Peer"]}": {{role: supporter}}'
        )
        self.servers = (f'{{id: "{discord.guild.id}", roles: {{{says}}}}}',)
        self.configure(*self.servers)

    def member(self, nick: str, *roles: str, name: str = "somebody") -> FakeUser:
        made = self.discord.person(name)
        held = self.discord.guild.members[made.id]
        held.nick = nick or None
        held.roles += [self.role[each] for each in roles]
        return made

    def of(self, person: FakeUser) -> str:
        return f"discord:{self.discord.guild.id}:{person.id}"

    async def fills(self, roster: str, *more: str) -> tuple[int, str]:
        """The exit code, and what the terminal said, no line of it too long for one."""
        (self.folder / "roster.csv").write_text(roster)
        files = [str(self.folder / "roster.csv"), "--out", str(self.out)]
        code, said = await self.types("discord", "roster", *files, *more)
        words = said.replace(str(self.out), "OUT")
        assert max(map(len, words.splitlines())) <= 80
        return code, words

    def written(self) -> dict[str, dict[str, str]]:
        """By number."""
        with self.out.open(newline="") as file:
            return {row["number"]: row for row in csv.DictReader(file)}


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Filling]:
    async with FakeDiscord() as discord:
        with pointed_at(discord):
            yield Filling(discord, tmp_path)


def listed(said: str, whose: str) -> list[str]:
    """What stands under the line that begins so."""
    if whose not in said:
        return []
    lines = said.split(whose, 1)[1].split(":\n", 1)[1].splitlines()
    under = " ".join(takewhile(lambda line: line.startswith("  "), lines))
    return under.replace(" (", "(").split()


async def test_numbers_and_names_are_enough_for_a_roster(operator: Filling) -> None:
    """By the nickname in the server or the account's own name, however it is capitalised. What
    comes out is what `tailboard import` takes. No privileged intent is on."""
    assert not operator.discord.app.privileged
    ana = operator.member("ANA Quiñones", "Station 2", "Captain")
    theo = operator.member("", "Station 1", "Peer", name="theobrandt")
    operator.member("Gus Ortiz", "Station 1")
    code, said = await operator.fills(
        "number,name\n214,Ana Quiñones\n230,TheoBrandt\n231,Lupe Salas\n,\n"
    )
    assert code == 0, said
    rows = operator.written()
    assert [each.value for each in Column if each not in OPTIONAL] == list(rows["214"])
    told = {n: (r["account"], r["station"], r["rank"], r["role"]) for n, r in rows.items()}
    assert told == {
        "214": (operator.of(ana), "Station 2", "Captain", ""),
        "230": (operator.of(theo), "Station 1", "", "supporter"),
        "231": ("", "", "", ""),
    }
    assert listed(said, MISSING) == ["231"]
    assert "2 accounts were found. Next: tailboard import OUT\n" in said
    assert operator.out.stat().st_mode & 0o077 == 0, "who has which account is nobody else's"
    assert "Ortiz" not in said
    assert not operator.discord.gateway.opened, "nothing is connected to"
    rows["231"]["station"] = "Station 2"
    text = "\n".join([",".join(rows["214"]), *(",".join(row.values()) for row in rows.values())])
    known = Known({}, frozenset({"en"}), frozenset({"UTC"}), "UTC", "en")
    assert not isinstance(read_roster(text.encode(), known), Mistakes)


async def test_a_roster_that_is_there_is_brought_up_to_date_by_roles(operator: Filling) -> None:
    """Whoever has an account is asked for by it, whatever they are called by now."""
    moved = operator.member("another name", "Station 2")
    torn = operator.member("", "Station 1", "Station 2", "Captain")
    gone = operator.member("Owen Pike")
    gone.leave()
    roster = (
        "number,name,email,account,station,rank,role,supervisor\n"
        f"1,Ana Reyes,a@example.org,{operator.of(moved)},Station 1,Captain,supporter,2\n"
        f"2,Theo Brandt,,{operator.of(torn)},Station 1,,coordinator,\n"
        f"3,Owen Pike,,{operator.of(gone)},Station 1,,,1\n"
        "4,Gia Romano,,slack:T0:U0,Station 3,,supporter,1\n"
    )
    code, said = await operator.fills(roster)
    assert code == 0, said
    rows = operator.written()
    assert "email" not in rows["1"]
    told = {n: (r["station"], r["rank"], r["role"], r["supervisor"]) for n, r in rows.items()}
    assert told == {
        "1": ("Station 2", "Captain", "", "2"),
        "2": ("Station 1", "Captain", "coordinator", ""),
        "3": ("Station 1", "", "", "1"),
        "4": ("Station 3", "", "supporter", "1"),
    }
    assert listed(said, GONE) == ["3"]
    assert listed(said, UNCLEAR) == ["2(station)"]
    assert operator.discord.called(SEARCH) == []
    assert "0 accounts were found" in said


async def test_a_name_that_fits_more_than_one_is_never_guessed(operator: Filling) -> None:
    operator.member("Rosa Delgado")
    operator.member("rosa delgado")
    operator.member("Rosa Delgado Vega")
    taken = operator.member("Theo Brandt")
    bot = operator.member("Ana Reyes")
    bot.user.bot = True
    code, said = await operator.fills(
        "number,name,account\n1,Rosa Delgado,\n2,Theo Brandt,\n"
        f"3,Theodor Brandt,{operator.of(taken)}\n4,Ana Reyes,\n"
    )
    assert code == 0, said
    assert listed(said, SHARED) == ["1", "2"]
    assert listed(said, MISSING) == ["4"]
    assert {n: r["account"] for n, r in operator.written().items() if r["account"]} == {
        "3": operator.of(taken)
    }


async def test_of_several_servers_one_is_named(operator: Filling) -> None:
    operator.configure(*operator.servers, f'{{id: "{OTHER}"}}')
    ana = operator.member("Ana Reyes", "Station 1")
    _, said = await operator.fills("number,name\n1,Ana Reyes\n")
    assert "say which with --server" in " ".join(said.split())
    _, said = await operator.fills("number,name\n1,Ana Reyes\n", "--server", "9" * 18)
    assert f"no server {'9' * 18}" in " ".join(said.split())
    assert not operator.out.exists()
    here = operator.discord.guild.id
    code, said = await operator.fills("number,name\n1,Ana Reyes\n", "--server", here)
    assert code == 0, said
    assert operator.written()["1"]["account"] == operator.of(ana)


async def test_a_role_that_is_not_there_is_told(operator: Filling) -> None:
    operator.configure(f'{{id: "{operator.discord.guild.id}", roles: {{"{OTHER}": {{rank: A}}}}}}')
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert f"has no role {OTHER}" in " ".join(said.split())


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("column", "The file has no column name."),
        ("file", "The file is no CSV that can be read"),
        ("letters", "is not UTF-8"),
        ("there", "is there already; nothing was written"),
        ("server", "Discord lets the bot look for nobody"),
        ("token", "Discord does not know the token"),
        ("away", "Discord was not reached"),
        ("broken", "Discord did not answer; try again"),
        ("lost", "Discord did not answer; try again"),
        ("refused", "Discord did not answer; try again"),
    ],
)
async def test_what_is_amiss_is_said_in_words_and_nothing_is_written(
    operator: Filling, spoil: str, words: str
) -> None:
    operator.member("Ana Reyes")
    roster = "number,name\n1,Ana Reyes\n"
    match spoil:
        case "column":
            roster = "number\n1\n"
        case "file":
            roster = 'number,name\n1,"' + "x" * 200_000
        case "letters":
            (operator.folder / "roster.csv").write_bytes(b"\xff")
        case "there":
            operator.out.write_text("mine")
        case "server":
            operator.discord.remove_app(operator.discord.guild)
        case "token":
            operator.discord.reset_token()
        case "away":
            await operator.discord.away()
        case "broken":
            operator.discord.faults.plan(SEARCH, broken(503), times=9)
        case "lost":
            operator.discord.faults.plan(SEARCH, lost_reply(), times=9)
        case "refused":
            operator.discord.faults.plan(SEARCH, refused(50109), times=9)
    if spoil == "letters":
        files = [str(operator.folder / "roster.csv"), "--out", str(operator.out)]
        code, said = await operator.types("discord", "roster", *files)
    else:
        code, said = await operator.fills(roster)
    if spoil == "away":
        await operator.discord.back()
    assert code == 1
    assert words in " ".join(said.split())
    assert "Ana" not in said
    if spoil == "there":
        assert operator.out.read_text() == "mine"
    else:
        assert not operator.out.exists()
