"""The table of releases, apart from all others: what reads reports imports this one alone.

In clear, because every member may see what is in it; so nothing ever has to be sealed anew, and the
database itself can refuse every change (`storage/migrations`, triggers).
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
)

from storage.schema import metadata

report_release = Table(
    "report_release",
    metadata,
    Column("organisation", BigInteger, nullable=False, autoincrement=False),
    Column("year", Integer, nullable=False),
    Column("quarter", SmallInteger, nullable=False),
    Column("form", SmallInteger, nullable=False),
    Column("figures", Text, nullable=False),
    Column("picture", LargeBinary, nullable=False),
    PrimaryKeyConstraint("organisation", "year", "quarter"),
)
