"""Any list of applications (TOPdesk, GLPI, a spreadsheet of one's own): which mapping fits it, shown, corrected and used again."""

from wiel.exchange.cmdb.columns import Column
from wiel.exchange.cmdb.proposal import Proposal, Sheet, propose
from wiel.exchange.cmdb.words import organisation_in
from wiel.exchange.cmdb.writing import as_toml, remark

__all__ = ["Column", "Proposal", "Sheet", "as_toml", "organisation_in", "propose", "remark"]
