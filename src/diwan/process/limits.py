"""How much is read of one input, and why that much: one long or hostile input must not hold up the others."""

from diwan.gather.raw import LARGEST_RAW_BYTES

LARGEST_INPUT_BYTES = LARGEST_RAW_BYTES  # 64 MiB: a year of one agency's wire as text
LONGEST_ANNOTATED_CHARACTERS = (
    300_000  # about 50,000 words; the rest is kept, shown and searched, not annotated
)
MOST_REPORTS_IN_ONE_INPUT = 100_000
MOST_ARCHIVE_ENTRIES = 2_000  # a long report with pictures has some hundred
MOST_INFLATED_BYTES = 64 * 1024 * 1024
MOST_INFLATION = 100  # inflated to deflated; Word's own XML stays below 30
INFLATION_FREE_BYTES = (
    4 * 1024 * 1024
)  # below this the ratio is not asked: a table of blanks may shrink a lot
MOST_PDF_PAGES = 3_000
MOST_ATTACHMENTS = 50
DEEPEST_MAIL = 3  # a message within a message within a message

GUARD_CPU_SECONDS = 60
GUARD_MEMORY_BYTES = 1024 * 1024 * 1024
GUARD_WALL_SECONDS = 120
