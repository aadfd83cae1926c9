"""What members say to one another: agreements, briefs, recommendations, requests and plans."""

import datetime as dt
from dataclasses import replace

from diwan.charter.agreement_words import AgreementText, NoticeRules
from diwan.charter.agreements import propose_agreement, sign_agreement
from diwan.coordinate.activity_words import ActivityKind, ActivityState, Announcement
from diwan.coordinate.announce import CENTRE, announce, set_state
from diwan.coordinate.call_words import CallText
from diwan.coordinate.calls import correct_call, note_call
from diwan.coordinate.duty import NewEntry, note_entry
from diwan.coordinate.notice_words import NoticeStep
from diwan.coordinate.notify import Telling, give_receipt, send_notice
from diwan.coordinate.protected_sites import propose_site
from diwan.coordinate.recommendation_words import AdviceAnswer
from diwan.coordinate.recommendations import Readers, Wording, amend, answer, recommend, withdraw
from diwan.coordinate.register import NewState, register, tell_state
from diwan.coordinate.register_words import ObjectForm, ObjectState, ObjectText, ProtectedAs
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.coordinate.task_words import TaskStep
from diwan.coordinate.tasks import Answered, answer_task, close_task, open_task
from diwan.coordinate.tasks import Wording as Asked
from diwan.coordinate.watches import hand_over
from diwan.core.ids import MemberId
from diwan.gather import Reach
from diwan.share.products.draft import Draft
from diwan.share.products.publish import publish
from worlds import BEGINNING, JOBS_RUN_AT, seeded

PAGES_AT = JOBS_RUN_AT + dt.timedelta(hours=3)


class OfWork:
    """By `Centre`, which knows who acts."""

    def _agree(self, command, _moment):
        signers = tuple(sorted(map(MemberId, command.readers)))
        text = AgreementText(
            titles={"en": command.name}, subject="Water", text="Sluices open after notice.", signers=signers,
            outside=(), begins_at=BEGINNING, notice=NoticeRules(24, "How much", "The desk"),
        )  # fmt: skip
        self.agreements[command.name] = propose_agreement(
            self.officer(command.by), text, for_the_centre=False
        )
        if command.choice % 2:
            sign_agreement(self.officer(command.to[0]), self.agreements[command.name])

    def _brief(self, command, _moment):
        viewer, report = self.officer(command.by), self.report_of(command.of, command.by)
        readers = tuple(sorted(command.readers))
        draft = Draft(parts=((report,),), title=f"Brief {command.name}", readers=readers)
        publish(viewer, draft)

    def _joint(self, command, moment):
        """The centre's own, by the member that directs when the pages are read."""
        report = self.report_of(command.of, command.by)
        readers = tuple(sorted(command.readers))
        draft = Draft(parts=((report,),), title=f"Joint {command.name}", readers=readers, is_joint=True)
        with seeded(f"{command.by}:{command.name}", JOBS_RUN_AT + (moment - BEGINNING)):
            publish(self.officer(command.by), draft)

    def _plan(self, command, _moment):
        """For its readers; by the choice, a conflict envelope goes to the whole centre, or its readers get a notice."""
        at = PAGES_AT + dt.timedelta(hours=command.choice)
        volume = Volume(
            circle((33.3, 44.4), 5000),
            band(1000, 2000, Reference.SEA),
            window(at, at + dt.timedelta(hours=3)),
        )
        said = Announcement(ActivityKind.FLIGHT, command.name, (volume,), "the desk")
        made = announce(
            self.officer(command.by), said, details=Reach(tuple(map(MemberId, command.to))),
            envelope=CENTRE if command.choice % 2 else None,
        )  # fmt: skip
        if command.to and command.choice in (2, 4):
            told = tuple(map(MemberId, command.to))
            sent = send_notice(self.officer(command.by), made, Telling(told, text="Mind the mast."))
            if command.choice == 4:
                give_receipt(self.officer(told[0]), sent, NoticeStep.OBJECTED, "We fly there too.")
        if command.choice > 6:
            set_state(self.officer(command.by), made, ActivityState.CANCELLED, "Fog.")

    def _advise(self, command, moment):
        """To the first of its readers; then, by the choice, answered, asked about, amended or withdrawn."""
        to, *others = map(MemberId, command.to)
        wording = Wording(
            command.name, "Open the sluice.", moment + dt.timedelta(days=300 if command.choice < 6 else 2)
        )
        made = recommend(self.officer(command.by), wording, (to,), Readers(tuple(others)))
        if command.choice in (1, 2):
            answer(self.officer(to), made, made, AdviceAnswer.RESERVES, "After the harvest.")
        elif command.choice == 3:
            answer(self.officer(to), made, made, AdviceAnswer.ASKS, "How high is the water?")
        elif command.choice == 4:
            amend(self.officer(command.by), made, replace(wording, text="Open it at noon."))
        elif command.choice == 5:
            withdraw(self.officer(command.by), made, "It did not rain.")

    def _request(self, command, moment):
        """Of the first of its readers; then, by the choice, taken on, done, handed on or closed."""
        to, *others = map(MemberId, command.to)
        wording = Asked(
            command.name, "Read the gauge.", moment + dt.timedelta(days=2 if command.choice % 2 else 300)
        )
        made = open_task(self.officer(command.by), wording, (to,), others)
        if command.choice in (1, 2):
            answer_task(self.officer(to), made, Answered(TaskStep.ACCEPTED, holder="The desk"))
        elif command.choice == 3:
            answer_task(self.officer(to), made, Answered(TaskStep.DONE, "Two metres."))
        elif command.choice == 4 and others:
            answer_task(self.officer(to), made, Answered(TaskStep.HANDED_ON, passed_to=others[0]))
        elif command.choice == 5:
            close_task(self.officer(command.by), made)

    def _call(self, command, moment):
        """Noted for its readers; then, by the choice, corrected."""
        said = CallText(moment - dt.timedelta(minutes=1), command.name, "The sluice opens at noon.")
        viewer, reach = self.officer(command.by), Reach(tuple(map(MemberId, command.to)))
        made = note_call(viewer, said, reach)
        if command.choice % 2:
            correct_call(viewer, made, replace(said, words="It opens at one."), "Misheard.")

    def _note(self, command, moment):
        """In the duty log, for its readers; then, by the choice, the watch is handed over."""
        entry, viewer = NewEntry(moment - dt.timedelta(minutes=1), command.name), self.officer(command.by)
        note_entry(viewer, entry, Reach(tuple(map(MemberId, command.to))))
        if command.choice % 2:
            hand_over(viewer, "own", command.name)

    def _enter(self, command, moment):
        """In the register, for its readers; by the choice its state is told, or a protected site proposed."""
        viewer, reach = self.officer(command.by), Reach(tuple(map(MemberId, command.to)))
        text = ObjectText(ObjectForm.PLACE, command.name, ((34.0 + command.choice, 43.0),), "Weir")
        if command.choice == 3:
            text = replace(text, category=ProtectedAs.CAMP, expires_at=moment + dt.timedelta(days=9))
            propose_site(viewer, text, reach, is_sure=True)
            return
        made = register(viewer, text, reach)
        if command.choice % 2:
            tell_state(self.officer(command.to[0]), made, NewState(ObjectState.FLOODED, moment))
