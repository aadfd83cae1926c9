"""What a word is: translated when it is shown."""

from django.utils.functional import Promise

Word = Promise | str
Table = dict[str, Word]
