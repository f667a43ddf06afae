"""What a platform and other apps see of a call: a key that counts nothing."""

from itertools import pairwise

from bot.flows.calls import call_key
from bot.model.ids import OutboxId
from storage.key_file import KeyFile
from storage.vault import Vault
from tests.storage_fixtures import ORGANISATION


def test_keys_of_rows_one_after_the_other_have_nothing_of_their_order() -> None:
    keys_of = KeyFile.fresh([ORGANISATION]).for_organisation(ORGANISATION)
    draw = Vault(ORGANISATION, keys_of).draw
    keys = [call_key(OutboxId(row), draw) for row in range(1, 1_001)]
    assert keys == [call_key(OutboxId(row), draw) for row in range(1, 1_001)]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {16}
    gaps = {int(b[2:], 16) - int(a[2:], 16) for a, b in pairwise(keys)}
    assert len(gaps) == len(keys) - 1
    assert 350 < sum(gap > 0 for gap in gaps) < 650
