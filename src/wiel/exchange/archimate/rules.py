"""What should hold in an ArchiMate file; the sentences stand in ``text.<language>.toml``."""

from wiel.findings import Rule, Severity

DUPLICATE = Rule("archimate.duplicate", Severity.ERROR)
SHARED_IDENTIFIER = Rule("archimate.shared-identifier", Severity.WARNING)
NO_IDENTIFIER = Rule("archimate.no-identifier", Severity.ERROR)
UNKNOWN_ELEMENT_TYPE = Rule("archimate.unknown-element-type", Severity.ERROR)
UNKNOWN_RELATIONSHIP_TYPE = Rule("archimate.unknown-relationship-type", Severity.ERROR)
RENAMED_TYPE = Rule("archimate.renamed-type", Severity.INFO)
DANGLING_END = Rule("archimate.dangling-end", Severity.ERROR)
DANGLING_NODE = Rule("archimate.dangling-node", Severity.ERROR)
DANGLING_CONNECTION = Rule("archimate.dangling-connection", Severity.ERROR)
DANGLING_VIEW = Rule("archimate.dangling-view", Severity.WARNING)
DANGLING_ITEM = Rule("archimate.dangling-item", Severity.WARNING)
UNDECLARED_PROPERTY = Rule("archimate.undeclared-property", Severity.WARNING)
PROPERTY_WITHOUT_KEY = Rule("archimate.property-without-key", Severity.WARNING)
NOT_A_NUMBER = Rule("archimate.not-a-number", Severity.WARNING)
NOT_A_COLOUR = Rule("archimate.not-a-colour", Severity.WARNING)
UNKNOWN_PART = Rule("archimate.unknown-part", Severity.WARNING)
VIEW_NOT_CARRIED = Rule("archimate.view-not-carried", Severity.WARNING)
IMAGES_NOT_CARRIED = Rule("archimate.images-not-carried", Severity.WARNING)
LEVEL_MISSING = Rule("archimate.level-missing", Severity.WARNING)

NOT_WRITTEN = Rule("archimate.not-written", Severity.WARNING)
WRITTEN_AS = Rule("archimate.written-as", Severity.WARNING)
DETAIL_NOT_WRITTEN = Rule("archimate.detail-not-written", Severity.INFO)
IDENTIFIER_CHANGED = Rule("archimate.identifier-changed", Severity.INFO)
POSITION_MOVED = Rule("archimate.position-moved", Severity.INFO)
