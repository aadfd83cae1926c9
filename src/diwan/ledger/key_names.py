"""What the key store calls each key. The log says how many there were, so no file is renamed when one follows
another: a crash between the record and the renaming would leave a member that cannot sign."""

from diwan.core.ids import MemberId


def signing_key_name(member: MemberId, number: int = 1) -> str:
    """The first is called like its member; the n-th of that member `<member>.key<n>`."""
    return str(member) if number == 1 else f"{member}.key{number}"


def log_key_name(member: MemberId) -> str:
    """It signs the heads of the member's log and nothing else."""
    return f"{member}.log"


def recovery_key_name(member: MemberId) -> str:
    """It ends the others when they are lost or stolen. Somebody takes it away to a safe place."""
    return f"{member}.recovery"
