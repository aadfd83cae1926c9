"""The page cache follows the memory that there is."""

import pytest

from diwan.store.memory import page_cache_mb, usable_bytes

GIB = 2**30


@pytest.mark.parametrize(("memory", "cache_mb"), [(GIB // 2, 128), (4 * GIB, 256), (64 * GIB, 1024)])
def test_it_is_a_sixteenth_within_bounds(memory, cache_mb):
    assert page_cache_mb(memory) == cache_mb


def test_a_container_has_no_more_than_its_limit(tmp_path):
    limit = tmp_path / "memory.max"
    limit.write_text(f"{GIB // 8}\n")
    assert usable_bytes((limit,)) == GIB // 8
    whole = usable_bytes((tmp_path / "absent",))
    limit.write_text("max\n")
    assert usable_bytes((limit,)) == whole > GIB // 8
