"""What can happen to members: their sources, officers and rules, and the charter of the centre."""

from diwan import charter, gather, store
from diwan.charter.change_charter import Matter, admit, propose, sign_change, suspend
from diwan.charter.words import Party
from diwan.core.ids import MemberId
from noninterference.history import MEMBERS

NAMES = {"en": "Someone", "ar": "شخص", "fa": "کسی", "ru": "Некто"}


class OfMembers:
    """By `Centre`, which knows who acts."""

    def _source(self, command, _moment):
        source = gather.NewSource(f"Desk {command.name}", "upload")
        self.sources[command.name] = gather.add_source(self.officer(command.by), source)

    def _appoint(self, command, _moment):
        officer = charter.appoint(
            self.officer(command.by), NAMES, language="en", roles=("analyst",), sign_in=f"o{command.name[:2]}"
        )
        self.officers[command.name] = officer
        if command.choice % 2:
            charter.dismiss_officer(self.officer(command.by), officer)
        else:
            charter.invite(self.officer(command.by), officer, is_recovery=False)

    def _rule(self, command, _moment):
        rule = charter.MemberRule(analysts_release=bool(command.choice % 2))
        charter.set_rule(self.officer(command.by), rule)

    def _suspend(self, command, _moment):
        self._change(command, lambda tx: suspend(tx, MemberId(command.to[0]), reason=command.name))

    def _admit(self, command, _moment):
        party = Party(MemberId(f"guest-{command.name[:2]}"), "observer", NAMES)
        self._change(command, lambda tx: admit(tx, party, reason=command.name))

    def _amend(self, command, _moment):
        def say(tx):
            text = charter.text_in_force(tx)
            names = {"en": f"Centre {command.name[:2]}", "ar": "مركز", "fa": "مرکز", "ru": "Центр"}
            return propose(tx, text | {"names": names}, Matter.AMENDMENT, reason=command.name)

        self._change(command, say)

    def _change(self, command, say):
        """Proposed by one and signed by all whose signature still counts, or, for odd choices, by none."""
        with store.acting_as(self.officer(command.by), write=True) as tx:
            sha256 = say(tx).body["sha256"]
            out = tx.value("SELECT diwan.shut_out()")
        if command.choice % 2 and command.what != "suspend":
            return
        for member in MEMBERS:
            if member not in (command.by, *out, *command.to):
                with store.acting_as(self.officer(member), write=True) as tx:
                    sign_change(tx, sha256)
