"""Names that do not match: which entry of a catalogue is meant by each name of a list, how sure, and what is left to a person."""

from wiel.linking.duplicates import Groups, duplicates
from wiel.linking.linker import Links, link
from wiel.linking.model import Model
from wiel.linking.review import learn, questions

__all__ = ["Groups", "Links", "Model", "duplicates", "learn", "link", "questions"]
