"""What a member hands over: its files, and the truth behind its rows."""

from dataclasses import dataclass, field
from pathlib import Path

from wiel.samples.streek.distortions import Habits
from wiel.samples.streek.made import Kept, Rows
from wiel.samples.streek.members import Member
from wiel.samples.streek.paper import Page, Truth, write_book, write_text
from wiel.samples.streek.region import Listed
from wiel.samples.streek.told import Told


@dataclass
class Delivery:
    """One member while it fills its folder.

    Args:
        folder: where the files go.
        kept: what the member has.
        rows: its list of applications in its own words.
        habits: how it keeps lists.
        listed, truths: the files so far, and what stands in them.
    """

    folder: Path
    kept: Kept
    rows: list[Told]
    habits: Habits
    listed: list[Listed] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)

    @property
    def member(self) -> Member:
        """Whose delivery it is."""
        return self.kept.member

    @property
    def keys(self) -> dict[str, str]:
        """Number of an application → by what the files of this member refer to it."""
        return {row.installed.key: row.key for row in self.rows if row.installed is not None and row.why == "application"}

    def table(self, name: str) -> Rows:
        """The rows of another table of this member."""
        return self.kept.tables[name]

    def contract_of(self) -> dict[str, dict[str, object]]:
        """Number of an application → the contract that covers it."""
        contracts = {row["id"]: row for row in self.table("contracts")}
        return {row["application"]: contracts[row["contract"]] for row in self.table("contract_applications")}

    def text(
        self, name: str, page: Page, encoding: str = "utf-8", delimiter: str = ";", main: bool = False, mapping: str | None = None
    ) -> None:
        """Hand over a text file."""
        write_text(self.folder / name, page, encoding, delimiter)
        self.hand_over(name, main, mapping)
        self.truths += page.truths(name, self.member.key)

    def book(self, name: str, pages: list[Page], main: bool = False, mapping: str | None = None) -> None:
        """Hand over a workbook."""
        write_book(self.folder / name, pages)
        self.hand_over(name, main, mapping)
        for page in pages:
            self.truths += page.truths(name, self.member.key)

    def hand_over(self, name: str, main: bool = False, mapping: str | None = None) -> None:
        """A file that stands in the folder already."""
        self.listed.append(Listed(name, self.member, main, mapping))
