"""Words for the keys that views carry. A key without a word is shown as it is, marked as data."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

type_of_word = Promise | str

KINDS: dict[str, type_of_word] = {
    "agreement": pgettext_lazy("kind of event", "Agreement"),
    "meeting": pgettext_lazy("kind of event", "Meeting"),
    "statement": pgettext_lazy("kind of event", "Statement"),
    "notice": pgettext_lazy("kind of event", "Notice"),
    "deployment": pgettext_lazy("kind of event", "Deployment"),
    "movement": pgettext_lazy("kind of event", "Movement"),
    "clash": pgettext_lazy("kind of event", "Clash"),
    "attack": pgettext_lazy("kind of event", "Attack"),
    "accident": pgettext_lazy("kind of event", "Accident"),
    "aid": pgettext_lazy("kind of event", "Aid"),
    "displacement": pgettext_lazy("kind of event", "Displacement"),
    "protest": pgettext_lazy("kind of event", "Protest"),
    "election": pgettext_lazy("kind of event", "Election"),
    "court": pgettext_lazy("kind of event", "Court"),
    "disaster": pgettext_lazy("kind of event", "Disaster"),
    "incident": pgettext_lazy("kind of event", "Incident"),
}

STANCES: dict[str, type_of_word] = {
    "asserts": pgettext_lazy("stance", "asserts"),
    "confirms": pgettext_lazy("stance", "confirms"),
    "doubts": pgettext_lazy("stance", "doubts"),
    "retracts": pgettext_lazy("stance", "retracts"),
    "denies": pgettext_lazy("stance", "denies"),
}

STANCE_FILTERS: dict[str, type_of_word] = {
    "": _("any stance"),
    "contested": _("contested"),
    "denied": _("denied by someone"),
    "retracted": _("retracted by someone"),
    "doubted": _("doubted by someone"),
}

ACTOR_KINDS: dict[str, type_of_word] = {
    "person": _("person"),
    "organisation": _("organisation"),
    "group": _("group"),
    "state": _("state"),
}

SPAN_QUESTIONS: dict[str, type_of_word] = {
    "place": _("Why this place?"),
    "actor": _("Why this name?"),
    "date": _("Why this date?"),
    "claim": _("Why this stance?"),
    "credit": _("Why this origin?"),
    "quantity": _("Why this number?"),
}

VALUE_KINDS: dict[str, type_of_word] = {
    "place": pgettext_lazy("kind of value", "Place"),
    "actor": pgettext_lazy("kind of value", "Name"),
    "date": pgettext_lazy("kind of value", "Date"),
    "claim": pgettext_lazy("kind of value", "Statement"),
    "credit": pgettext_lazy("kind of value", "Origin"),
}

FATES: dict[str, type_of_word] = {
    "confirmed": pgettext_lazy("of a statement", "later confirmed"),
    "disputed": pgettext_lazy("of a statement", "confirmed and denied"),
    "denied": pgettext_lazy("of a statement", "later denied"),
    "retracted": pgettext_lazy("of a statement", "taken back"),
    "open": pgettext_lazy("of a statement", "not answered"),
}

PLACE_KINDS: dict[str, type_of_word] = {
    "camp": pgettext_lazy("kind of place", "camp"),
    "bridge": pgettext_lazy("kind of place", "bridge"),
    "crossing": pgettext_lazy("kind of place", "crossing"),
    "village": pgettext_lazy("kind of place", "village"),
    "airfield": pgettext_lazy("kind of place", "airfield"),
    "dam": pgettext_lazy("kind of place", "dam"),
    "other": pgettext_lazy("kind of place", "another place"),
}

PLACE_FLAWS: dict[str, type_of_word] = {
    "NO_NAME": _("It needs a name in at least one language."),
    "SHORT": _("A name has three letters at least: a shorter one would be found everywhere."),
    "LONG": _("A name has 120 letters at most, a note 500, and there are 30 other spellings at most."),
    "COUNTRY": _("The country is two capital letters, as IQ."),
    "POINT": _("The point is degrees north and east, as 33.34 and 44.40."),
}

WAYS: dict[str, type_of_word] = {
    "feed": _("feed"),
    "page": _("web page"),
    "folder": _("watched folder"),
    "upload": _("upload"),
    "paste": _("pasted"),
    "form": _("form"),
    "mailbox": _("mail"),
    "mail": _("mail"),
    "api": _("program"),
    "sample": _("sample"),
}

RELIABILITY: dict[str, type_of_word] = {
    "A": _("reliable source"),
    "B": _("usually reliable source"),
    "C": _("fairly reliable source"),
    "D": _("not usually reliable source"),
    "E": _("unreliable source"),
    "F": _("reliability cannot be judged"),
}

CREDIBILITY: dict[str, type_of_word] = {
    "1": _("confirmed by others"),
    "2": _("probably true"),
    "3": _("possibly true"),
    "4": _("doubtful"),
    "5": _("improbable"),
    "6": _("truth cannot be judged"),
}

PASSING_ON: dict[str, type_of_word] = {
    "TLP:RED": _("Not to be passed on."),
    "TLP:AMBER+STRICT": _("May be passed on inside the reader’s own organisation only."),
    "TLP:AMBER": _("May be passed on to whom the reader trusts to need it."),
    "TLP:GREEN": _("May be passed on within the community, not made public."),
    "TLP:CLEAR": _("May be made public."),
}

REQUEST_STATES: dict[str, type_of_word] = {
    "open": pgettext_lazy("a request", "waits for an answer"),
    "granted": pgettext_lazy("a request", "given"),
    "partly": pgettext_lazy("a request", "given in part"),
    "refused": pgettext_lazy("a request", "answered no"),
    "lapsed": pgettext_lazy("a request", "the report was recalled"),
}

# The whole label as one sentence: who reads it, and what they may do with it.
LABELS: dict[str, type_of_word] = {
    "": _("Only %(members)s may read this."),
    "TLP:RED": _("%(members)s may read this; nobody may pass it on."),
    "TLP:AMBER+STRICT": _("%(members)s may read this and pass it on inside their own organisation only."),
    "TLP:AMBER": _("%(members)s may read this and pass it on to whom they trust to need it."),
    "TLP:GREEN": _("%(members)s may read this and pass it on within the community, but not make it public."),
    "TLP:CLEAR": _("%(members)s may read this and make it public."),
}

RELATIONS: dict[str, type_of_word] = {
    "copy": _("copy of"),
    "excerpt": _("excerpt from"),
    "quotation": _("shares a quotation with"),
    "same_event": _("same event as"),
}

VERDICTS: dict[str, type_of_word] = {
    "confirmed": _("confirmed"),
    "corrected": _("corrected"),
    "rejected": _("rejected"),
}

PROBLEMS: dict[str, type_of_word] = {
    "bidi_override": _("The text contains signs that turn its direction around; they are shown, not obeyed."),
    "replacement_characters": _("Some bytes could not be read as letters; they stand as replacement signs."),
    "cut": _("The text is very long: values were read in its first part only. The whole text is kept."),
}

ITEM_STATES: dict[str, type_of_word] = {
    "waiting": _("waiting to be read"),
    "read": _("read"),
    "set_aside": _("set aside"),
}

SCOPES: dict[str, type_of_word] = {
    "read": _("reading"),
    "file": _("filing reports"),
    "judge": _("answering the machine"),
    "ask": _("asking originators, and answering who asks"),
    "decide": _("recommending, asking others, answering them, announcing activities"),
    "sources": _("looking after sources"),
}
ROLES: dict[str, type_of_word] = {
    "desk": _("desk officer"),
    "officer": _("officer"),
    "watch_officer": _("watch officer"),
    "watch": _("watch officer"),
    "releaser": _("releaser"),
    "director": _("director"),
    "analyst": _("analyst"),
    "custodian": _("custodian of keys"),
    "reader": _("reader"),
    "administrator": _("administrator"),
}

RECORD_KINDS: dict[str, type_of_word] = {
    "centre.founded": _("Centre founded"),
    "charter.drafted": _("Charter drafted"),
    "charter.signed": _("Charter signed"),
    "charter.change_proposed": _("Change of the charter proposed"),
    "charter.change_signed": _("Change of the charter signed"),
    "charter.change_refused": _("Change of the charter refused"),
    "log.opened": _("Log opened"),
    "key.rotated": _("Signing key replaced"),
    "key.revoked": _("Signing key withdrawn"),
    "key.lost": _("Signing key lost"),
    "key.compromised": _("Signing key in other hands"),
    "member.admitted": _("Member admitted"),
    "room.opened": _("Room opened"),
    "officer.appointed": _("Officer appointed"),
    "officer.changed": _("Officer’s roles changed"),
    "officer.invited": _("Officer invited"),
    "officer.identity_bound": _("Officer’s account at the provider bound"),
    "officer.identity_released": _("Officer’s account at the provider released"),
    "officer.dismissed": _("Officer dismissed"),
    "member.rule_set": _("Own rule for officers set"),
    "outside_party.listed": _("Outside party listed"),
    "agreement.proposed": _("Agreement entered"),
    "agreement.signed": _("Agreement signed"),
    "agreement.suspended": _("Agreement suspended"),
    "agreement.resumed": _("Agreement resumed"),
    "agreement.ended": _("Agreement ended"),
    "activity.announced": _("Activity announced"),
    "activity.changed": _("Activity changed"),
    "activity.state_set": _("State of an activity set"),
    "envelope.released": _("Conflict envelope released"),
    "envelope.withdrawn": _("Conflict envelope withdrawn"),
    "function.filled": _("Function filled"),
    "director.named": _("Director named"),
    "brief.part_fixed": _("Part of a brief fixed"),
    "brief.published": _("Brief published"),
    "joint_brief.published": _("Joint brief published"),
    "brief.withdrawn": _("Brief withdrawn"),
    "meeting.convened": _("Meeting convened"),
    "meeting.order_set": _("Order of the day set"),
    "meeting.called_off": _("Meeting called off"),
    "handover.signed": _("Handover signed"),
    "recommendation.made": _("Recommendation made"),
    "recommendation.amended": _("Recommendation amended"),
    "recommendation.joined": _("Recommendation joined"),
    "recommendation.answered": _("Recommendation answered"),
    "recommendation.clarified": _("Question about a recommendation answered"),
    "recommendation.followed": _("What came of a recommendation told"),
    "recommendation.withdrawn": _("Recommendation withdrawn"),
    "task.opened": _("Request made"),
    "task.opened_to_all": _("Request made of the whole centre"),
    "task.answered": _("Request answered"),
    "task.closed": _("Request closed"),
    "task.closed_to_all": _("Request to the whole centre closed"),
    "call.noted": _("Call noted"),
    "call.corrected": _("Call corrected"),
    "object.registered": _("Entered in the register"),
    "object.changed": _("Entry of the register changed"),
    "object.withdrawn": _("Taken out of the register"),
    "object.state_told": _("State told"),
    "site.proposed": _("Protected site proposed"),
    "site.declined": _("Protected site declined"),
    "site.confirmed": _("Protected site confirmed by a second officer"),
    "duty.noted": _("Noted in the duty log"),
    "watch.handed_over": _("Watch handed over"),
    "watch.taken": _("Watch taken"),
    "source.added": _("Source added"),
    "source.changed": _("Source changed"),
    "item.received": _("Item received"),
    "item.set_aside": _("Item set aside"),
    "item.retried": _("Item tried again"),
    "report.filed": _("Report filed"),
    "release.held": _("Release begun, held for a while"),
    "release.left": _("Released"),
    "release.undone": _("Release undone"),
    "release.stopped": _("Release stopped"),
    "release.asked": _("Release asked for"),
    "release.answered": _("Request answered"),
    "report.shortened": _("Shorter version released"),
    "place.added": _("Place added"),
    "place.withdrawn": _("Place withdrawn"),
    "value.judged": _("Value judged"),
    "judgement.withdrawn": _("Judgement withdrawn"),
    "label.narrowed": _("Audience narrowed"),
    "label.widened": _("Audience widened"),
    "report.recalled": _("Report recalled"),
    "recall.honoured": _("Recall honoured"),
    "recall.acknowledged": _("Recall dealt with"),
    "report.opened": _("Report opened by a member"),
    "report.read": _("Report opened by an officer"),
}

MATTERS: dict[str, type_of_word] = {
    "founding": pgettext_lazy("change of the charter", "Founding"),
    "amendment": pgettext_lazy("change of the charter", "Amendment"),
    "admission": pgettext_lazy("change of the charter", "Admission"),
    "suspension": pgettext_lazy("change of the charter", "Suspension"),
    "resumption": pgettext_lazy("change of the charter", "End of a suspension"),
    "withdrawal": pgettext_lazy("change of the charter", "Withdrawal"),
    "swap": pgettext_lazy("change of the charter", "Swap of terms"),
}

SIGNING_RULES: dict[str, type_of_word] = {
    "unanimity": pgettext_lazy("rule", "every founder signs"),
    "two-thirds": pgettext_lazy("rule", "two thirds of the founders sign"),
    "majority": pgettext_lazy("rule", "more than half of the founders sign"),
    "own": pgettext_lazy("rule", "the member itself signs"),
}

PARTY_KINDS: dict[str, type_of_word] = {
    "founder": pgettext_lazy("party", "founder"),
    "member": pgettext_lazy("party", "member"),
    "observer": pgettext_lazy("party", "observer"),
    "outside": pgettext_lazy("party", "outside party"),
}

ROOM_SEATS: dict[str, type_of_word] = {
    "lead": pgettext_lazy("seat in a room", "leads it"),
    "members": pgettext_lazy("seat in a room", "member of it"),
    "guests": pgettext_lazy("seat in a room", "guest"),
}

# Fields of a charter's form, and the rows that hold them.
CHARTER_FIELDS: dict[str, type_of_word] = {
    "member": _("Member"),
    "room": _("Room"),
    "function": _("Function"),
    "handover": _("Point"),
    "name": _("Name"),
    "task": _("Its task"),
    "retention": _("What is kept, in words: in all four languages, or not at all"),
    "erasure": _("How a person’s data are erased, in words: in all four languages, or not at all"),
    "id": _("Short name"),
    "kind": _("As"),
    "country": _("Country code, where it is a state"),
    "turn": _("Directs as number"),
    "seat": _("Lead"),
    "holder": _("Holder"),
    "deputy": _("Deputy"),
    "time_zone": _("Time zone"),
    "term_months": _("Months of a term"),
    "retention_days": _("Days that others keep what a member that left had released"),
    "audience": _("Who reads it"),
    "tlp": _("Passing on"),
    "log_origin": _("Where the members’ logs are published"),
    "witness_policy": _("Witness policy"),
    "rule-amendment": pgettext_lazy("change of the charter", "Amendment"),
    "rule-admission": pgettext_lazy("change of the charter", "Admission"),
    "rule-suspension": pgettext_lazy("change of the charter", "Suspension"),
    "rule-withdrawal": pgettext_lazy("change of the charter", "Withdrawal"),
}

# What is wrong with a field of a charter's form, and the mend.
CHARTER_FAULTS: dict[str, type_of_word] = {
    "language": _("Write it in this language too: it is given in all four."),
    "long": _("This is too long. Make it shorter."),
    "id": _("Write a short name in small Latin letters, as “port-authority”."),
    "twice": _("This stands there twice. Change one of the two."),
    "choose": _("Choose one out of the list."),
    "no_founder": _("Make one member at least a founder: founders sign the charter."),
    "country": _("Write two capital letters of ISO 3166, as “IQ”, or leave it empty."),
    "turn": _("Write a whole number: 1 directs first. Empty: it never directs."),
    "turn_not_theirs": _("Founders and members direct in turn. Leave it empty, or make it a member."),
    "zone": _("Choose a time zone out of the list, as “Asia/Baghdad”."),
    "months": _("Write a whole number of months from 1 to 120."),
    "days": _("Write a whole number of days from 0 to 36525."),
    "no_lead": _("A room is led by somebody: choose who leads it."),
}

# By the names of the errors of a charter's form, of its changes and of its founding.
CHARTER_TROUBLES: dict[str, type_of_word] = {
    "NothingChanges": _("This text says what the charter in force says. Change something in it first."),
    "OneMatterAtATime": _(
        "Admit and remove members by changes of their own; an amendment changes everything else."
    ),
    "SignedAlready": _("Your member has signed this text; a signature is not taken back."),
    "ProposedAlready": _("This very text is proposed already: sign it below."),
    "NoLongerOpen": _("Another change came into force first; propose this one anew."),
    "ChangedMeanwhile": _(
        "Another version came into force meanwhile. Look at the difference anew, then propose it."
    ),
    "TooManyForAForm": _(
        "The form holds 24 members, rooms, functions and points of a checklist each. Take some out."
    ),
    "CharterFileTooLarge": _("Choose a file of at most 512 KiB."),
    "CharterFileNoText": _("The file is not UTF-8 text. Save it as UTF-8 and choose it again."),
    "DraftChanged": _(
        "Another founder has laid a changed text meanwhile. Nothing was signed or laid; look at what differs now."
    ),
    "SameDraft": _("This says what the text that lies there says. Nothing was laid."),
    "NoFounder": _("The text does not name your member as a founder, so it has nothing to sign."),
}

AGREEMENT_STATES: dict[str, type_of_word] = {
    "proposed": pgettext_lazy("an agreement", "waits for signatures"),
    "agreed": pgettext_lazy("an agreement", "agreed, its first day lies ahead"),
    "in_force": pgettext_lazy("an agreement", "in force"),
    "suspended": pgettext_lazy("an agreement", "suspended"),
    "ended": pgettext_lazy("an agreement", "ended"),
    "withdrawn": pgettext_lazy("an agreement", "not concluded"),
}

# What was done with an agreement, in its history.
AGREEMENT_STEPS: dict[str, type_of_word] = {
    "signed": pgettext_lazy("done with an agreement", "signed it"),
    "suspended": pgettext_lazy("done with an agreement", "suspended it"),
    "resumed": pgettext_lazy("done with an agreement", "resumed it"),
    "ended": pgettext_lazy("done with an agreement", "ended it"),
}

AGREEMENT_ACTS: dict[str, type_of_word] = {
    "suspended": pgettext_lazy("to do with an agreement", "Suspend it"),
    "resumed": pgettext_lazy("to do with an agreement", "Resume it"),
    "ended": pgettext_lazy("to do with an agreement", "End it"),
}

# By the English of `charter.agreements.Flaw`.
AGREEMENT_FLAWS: dict[str, type_of_word] = {
    "It needs a title, in one language at least.": _("It needs a title, in one language at least."),
    "It needs a subject: what the parties agree on.": _("It needs a subject: what the parties agree on."),
    "Give its text, or say where the text lies.": _("Give its text, or say where the text lies."),
    "A party is no member or outside party of this centre.": _(
        "A party is no member or outside party of this centre."
    ),
    "Your own member is a party to what it enters.": _("Your own member is a party to what it enters."),
    "Choose another party at least.": _("Choose another party at least."),
    "Members sign; outside parties are named and sign nothing.": _(
        "Members sign; outside parties are named and sign nothing."
    ),
    "A member that left or is suspended cannot sign.": _("A member that left or is suspended cannot sign."),
    "Its last day comes before its first.": _("Its last day comes before its first."),
    "Write a day as year, month and day.": _("Write a day as year, month and day."),
    "Notice is given 0 to 8784 hours before; write a whole number.": _(
        "Notice is given 0 to 8784 hours before; write a whole number."
    ),
    "A title has 200 letters at most, a line 2000, the text 100000.": _(
        "A title has 200 letters at most, a line 2000, the text 100000."
    ),
}

# The standard checklist, `charter.handover.STANDARD`.
HANDOVER_ITEMS: dict[str, type_of_word] = {
    "open": _("Open matters gone through together"),
    "agreements": _("Agreements and their channels of notice gone through"),
    "meetings": _("Meetings ahead and their order of the day gone through"),
    "functions": _("Functions and vacancies gone through"),
    "rooms": _("Rooms, their leads and guests gone through"),
    "log": _("Alarms and witnesses of the logs gone through"),
}

SIGNED_AS: dict[str, type_of_word] = {
    "director": pgettext_lazy("signed", "as the director"),
    "stand-in": pgettext_lazy("signed", "as a stand-in"),
}

HANDOVER_TROUBLES: dict[str, type_of_word] = {
    "NotYetOpen": _(
        "A handover is signed in the last fourteen days of a term, and afterwards until the next one."
    ),
    "SignedAlready": _("This handover is signed already."),
    "OtherText": _("This text has been replaced meanwhile; read the one that stands there now."),
}

MEETING_TROUBLES: dict[str, type_of_word] = {
    "MeetingIncomplete": _(
        "A meeting has a title, a time that lies ahead within a year, and at most fifty points of 200 letters."
    ),
    "NoSuchRoomOfYours": _("Convene the whole centre, or a room in which your member sits."),
}

BRIEF_TROUBLES: dict[str, type_of_word] = {
    "BriefIncomplete": _("A brief has a title, its days in their order, and at least one part."),
    "ChangedSinceLooked": _(
        "What would be published has changed since you looked: a report was narrowed, recalled or read anew. Look again."
    ),
    "NotTheDirector": _(
        "Only officers of the director’s member publish for the centre, while its term lasts."
    ),
    "TooManyParts": _(
        "A brief holds at most sixty parts and five hundred reports; publish this one and begin another."
    ),
}

# How an addressee of a recommendation stands to it.
ANSWERS: dict[str, type_of_word] = {
    "accepts": pgettext_lazy("answer to a recommendation", "accepts"),
    "reserves": pgettext_lazy("answer to a recommendation", "accepts with a reservation"),
    "declines": pgettext_lazy("answer to a recommendation", "declines"),
    "waiting": pgettext_lazy("answer to a recommendation", "no answer yet"),
    "asked": pgettext_lazy("answer to a recommendation", "has asked a question"),
    "silent": pgettext_lazy("answer to a recommendation", "no answer by the deadline"),
    "dropped": pgettext_lazy("answer to a recommendation", "none needed: it was withdrawn"),
}

# What was done with a recommendation, in its history.
ADVICE_STEPS: dict[str, type_of_word] = {
    "made": pgettext_lazy("done with a recommendation", "recommended it"),
    "amended": pgettext_lazy("done with a recommendation", "amended it"),
    "joined": pgettext_lazy("done with a recommendation", "recommends it as well"),
    "accepts": pgettext_lazy("done with a recommendation", "accepted"),
    "reserves": pgettext_lazy("done with a recommendation", "accepted with a reservation"),
    "declines": pgettext_lazy("done with a recommendation", "declined"),
    "asks": pgettext_lazy("done with a recommendation", "asked a question"),
    "clarified": pgettext_lazy("done with a recommendation", "answered a question"),
    "followed": pgettext_lazy("done with a recommendation", "told what came of it"),
    "withdrawn": pgettext_lazy("done with a recommendation", "withdrew it"),
}

TASK_FORMS: dict[str, type_of_word] = {
    "information": _("Request for information"),
    "task": _("Task"),
}

# How a member that is asked stands to a request.
TASK_ANSWERS: dict[str, type_of_word] = {
    "waiting": pgettext_lazy("answer to a request", "no answer yet"),
    "accepted": pgettext_lazy("answer to a request", "taken on"),
    "handed_on": pgettext_lazy("answer to a request", "handed on"),
    "done": pgettext_lazy("answer to a request", "done"),
    "dropped": pgettext_lazy("answer to a request", "given up"),
    "declined": pgettext_lazy("answer to a request", "declined"),
    "let_go": pgettext_lazy("answer to a request", "closed before it was done"),
}

# What was done with a request, in its history.
TASK_STEPS: dict[str, type_of_word] = {
    "opened": pgettext_lazy("done with a request", "asked for it"),
    "accepted": pgettext_lazy("done with a request", "took it on"),
    "handed_on": pgettext_lazy("done with a request", "handed it on"),
    "done": pgettext_lazy("done with a request", "did it"),
    "dropped": pgettext_lazy("done with a request", "gave it up"),
    "declined": pgettext_lazy("done with a request", "declined it"),
    "closed": pgettext_lazy("done with a request", "closed it"),
}

# Why something stands among what is due from the own member.
DUE: dict[str, type_of_word] = {
    "recommendation": _("A recommendation asks you to decide"),
    "question": _("A question about what you recommend"),
    "asked": _("You are asked for this, and have not answered"),
    "undertaken": _("You have taken this on"),
    "to_close": _("Everybody has answered what you asked: close it, or ask anew"),
    "agreement": _("An agreement waits for your signature"),
    "charter": _("A change of the charter waits for your signature"),
    "release": _("Somebody asks you to let others read it"),
    "conflict": _("What you plan meets something: clear it, or speak with them"),
    "watch": _("A watch was handed over: read it and take it"),
    "site_proposed": _("A protected site waits for a second officer"),
    "site_expires": _("A protected site is to be confirmed again"),
}

# By the English of `coordinate.tasks.Flaw`, or the name of the trouble.
TASK_TROUBLES: dict[str, type_of_word] = {
    "It needs a title.": _("It needs a title."),
    "Say what is asked.": _("Say what is asked."),
    "Choose at least one member that is asked.": _("Choose at least one member that is asked."),
    "Somebody who is asked is no member that reads here.": _(
        "Somebody who is asked is no member that reads here."
    ),
    "The time by which it is due lies ahead, within a year.": _(
        "The time by which it is due lies ahead, within a year."
    ),
    "Say in words what came of it.": _("Say in words what came of it."),
    "Say which member, person or function it is handed on to.": _(
        "Say which member, person or function it is handed on to."
    ),
    "It is handed on to a member that reads it, and not to the one that asks.": _(
        "It is handed on to a member that reads it, and not to the one that asks."
    ),
    "A title has 200 letters at most, a text 20000, an answer 4000, a name 200.": _(
        "A title has 200 letters at most, a text 20000, an answer 4000, a name 200."
    ),
    "TaskClosed": _("Whoever asked has closed it; nothing is due any more."),
    "NothingChosen": _("Choose an answer first."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
    "FilesToItselfAlone": _("Your member has left or is suspended, and says nothing to others."),
}

CALL_WAYS: dict[str, type_of_word] = {
    "incoming": pgettext_lazy("a call", "they called us"),
    "outgoing": pgettext_lazy("a call", "we called them"),
}

# By the English of `coordinate.calls.CallFlaw`, or the name of the trouble.
CALL_TROUBLES: dict[str, type_of_word] = {
    "Say who was on the line.": _("Say who was on the line."),
    "Write the words of the call.": _("Write the words of the call."),
    "A call that is noted has been made, within the last year: look at day and time.": _(
        "A call that is noted has been made, within the last year: look at day and time."
    ),
    "The other side is no party of this centre; leave the field empty and say in words who it was.": _(
        "The other side is no party of this centre; leave the field empty and say in words who it was."
    ),
    "Nothing in it is another than before.": _("Nothing in it is another than before."),
    "A name has 200 letters at most, the words 10000.": _("A name has 200 letters at most, the words 10000."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
}

# By the English of `coordinate.duty.DutyFlaw`, or the name of the trouble.
DUTY_TROUBLES: dict[str, type_of_word] = {
    "Write what happened.": _("Write what happened."),
    "What is noted has happened, within the last year: look at day and time.": _(
        "What is noted has happened, within the last year: look at day and time."
    ),
    "Choose a desk that your member keeps: its own, a function that it holds, a room that it sits in.": _(
        "Choose a desk that your member keeps: its own, a function that it holds, a room that it sits in."
    ),
    "An entry has 10000 letters at most.": _("An entry has 10000 letters at most."),
    "NoteTooLong": _("A note has ten thousand letters at most."),
    "OwnWatch": _(
        "Whoever hands a watch over does not take it: another officer of your member reads and signs."
    ),
    "WatchTaken": _(
        "This watch has been taken, or handed over anew meanwhile; look at the page as it is now."
    ),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
}

OBJECT_FORMS: dict[str, type_of_word] = {
    "place": pgettext_lazy("in the register", "place"),
    "site": pgettext_lazy("in the register", "site"),
    "route": pgettext_lazy("in the register", "route"),
    "group": pgettext_lazy("in the register", "group"),
}
PROTECTIONS: dict[str, type_of_word] = {
    "hospital": pgettext_lazy("protected", "hospital"),
    "school": pgettext_lazy("protected", "school"),
    "water_works": pgettext_lazy("protected", "water works"),
    "shelter": pgettext_lazy("protected", "shelter"),
    "camp": pgettext_lazy("protected", "camp"),
    "relief_site": pgettext_lazy("protected", "relief site"),
    "cultural_property": pgettext_lazy("protected", "cultural property"),
}
OBJECT_STATES: dict[str, type_of_word] = {
    "open": pgettext_lazy("state of a place", "open"),
    "closed": pgettext_lazy("state of a place", "closed"),
    "damaged": pgettext_lazy("state of a place", "damaged"),
    "destroyed": pgettext_lazy("state of a place", "destroyed"),
    "flooded": pgettext_lazy("state of a place", "flooded"),
    "held": pgettext_lazy("state of a place", "held by"),
    "unknown": pgettext_lazy("state of a place", "not known"),
}
SITE_ACTS: dict[str, type_of_word] = {
    "enter": _("to be entered"),
    "change": _("to be changed or confirmed for a further time"),
    "withdraw": _("to be taken out"),
}
COMPASS: dict[str, type_of_word] = {
    "n": pgettext_lazy("of a place", "to the north"),
    "ne": pgettext_lazy("of a place", "to the north-east"),
    "e": pgettext_lazy("of a place", "to the east"),
    "se": pgettext_lazy("of a place", "to the south-east"),
    "s": pgettext_lazy("of a place", "to the south"),
    "sw": pgettext_lazy("of a place", "to the south-west"),
    "w": pgettext_lazy("of a place", "to the west"),
    "nw": pgettext_lazy("of a place", "to the north-west"),
}

# By the English of `coordinate.register_texts.ObjectFlaw`, or the name of the trouble.
REGISTER_TROUBLES: dict[str, type_of_word] = {
    "It needs a name.": _("It needs a name."),
    "Say where it is: a place or site has a point or three corners and more, a route two points and more.": _(
        "Say where it is: a place or site has a point or three corners and more, a route two points and more."
    ),
    "A protected site has one point, which a second officer sees on the map.": _(
        "A protected site has one point, which a second officer sees on the map."
    ),
    "A protected site needs its address in words, to be compared with the point on the map.": _(
        "A protected site needs its address in words, to be compared with the point on the map."
    ),
    "Say until when it is confirmed: a day ahead, within a year.": _(
        "Say until when it is confirmed: a day ahead, within a year."
    ),
    "Say by whom it is held; for any other state leave that field empty.": _(
        "Say by whom it is held; for any other state leave that field empty."
    ),
    "A state that is told holds already: look at day and time.": _(
        "A state that is told holds already: look at day and time."
    ),
    "Say why it is taken out.": _("Say why it is taken out."),
    "Nothing in it is another than before.": _("Nothing in it is another than before."),
    "A name has 200 letters at most, an address 500, a text 10000, and an outline 500 points.": _(
        "A name has 200 letters at most, an address 500, a text 10000, and an outline 500 points."
    ),
    "PointInTheSea": _("This point lies in the sea. Look at it again; if it is right, say so."),
    "NotSeen": _("Say that you have seen the point on the map, and that it is where the address says."),
    "OwnProposal": _("Whoever proposes it does not confirm it: a second officer of your member does."),
    "ProposalEnded": _(
        "This proposal has been confirmed or declined, or what it speaks of has changed meanwhile."
    ),
    "NotProtected": _("This is no protected site; change it as any other object."),
    "IsWithdrawn": _("It has been taken out of the register meanwhile."),
    "TakesTwo": _("A protected site is changed by a proposal that a second officer confirms."),
    "FileUnreadable": _("This is no register in GeoJSON, CSV or KML, or it is too large."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
}

LINKS: dict[str, type_of_word] = {
    "report": pgettext_lazy("what is linked", "report"),
    "agreement": pgettext_lazy("what is linked", "agreement"),
    "recommendation": pgettext_lazy("what is linked", "recommendation"),
}

# By the English of `coordinate.recommendations.Flaw`, or the name of the trouble.
ADVICE_TROUBLES: dict[str, type_of_word] = {
    "It needs a title.": _("It needs a title."),
    "Say what is recommended.": _("Say what is recommended."),
    "Choose at least one other member that is to answer.": _(
        "Choose at least one other member that is to answer."
    ),
    "Somebody who is to answer is no member that reads here.": _(
        "Somebody who is to answer is no member that reads here."
    ),
    "The time by which they answer lies ahead, within a year.": _(
        "The time by which they answer lies ahead, within a year."
    ),
    "Say it in words: a reservation and a question need them.": _(
        "Say it in words: a reservation and a question need them."
    ),
    "A title has 200 letters at most, a text 20000, an answer 4000.": _(
        "A title has 200 letters at most, a text 20000, an answer 4000."
    ),
    "TextChanged": _("It has been amended meanwhile. Read the version that stands here now, then answer."),
    "DeadlinePassed": _("The time for answers has passed. Whoever recommends it can set a new one."),
    "IsWithdrawn": _("It has been withdrawn meanwhile."),
    "SaidAlready": _("This has been said already."),
    "NothingChosen": _("Choose an answer first."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
    "FilesToItselfAlone": _("Your member has left or is suspended, and says nothing to others."),
}

# How a member came to read a record, or what keeps it out.
READING_REASONS: dict[str, type_of_word] = {
    "author": _("filed it"),
    "named": _("was named when it was filed"),
    "room": _("has a seat in the room for which it was filed:"),
    "whole_centre": _("belongs to the centre, for the whole of which it was filed"),
    "released": _("was added by its author later"),
    "outside": _("is an outside party: notified, and reads nothing"),
    "left": _("has left the centre and is filed nothing any more"),
    "suspended": _("is suspended and is filed nothing meanwhile"),
    "joined_later": _("joined the centre after it was filed"),
    "narrowed": _("was a reader until its author narrowed it"),
    "held": _("was chosen or not: it has not left its author yet"),
    "not_chosen": _("was not chosen by its author"),
}

CHECKS: dict[str, type_of_word] = {
    "signature": _("Signature of its author"),
    "chain": _("Place in its author’s chain"),
    "inclusion": _("Held by the published log"),
    "witnesses": _("Countersigned by witnesses"),
}

CHECK_ANSWERS: dict[str, type_of_word] = {
    "good": pgettext_lazy("a check", "holds"),
    "waiting": pgettext_lazy("a check", "pending"),
    "trouble": pgettext_lazy("a check", "does not hold"),
    "gone": pgettext_lazy("a check", "recalled: only its leaf is left"),
}

UNITS: dict[str, type_of_word] = {
    "killed": pgettext_lazy("unit", "killed"),
    "wounded": pgettext_lazy("unit", "wounded"),
    "missing": pgettext_lazy("unit", "missing"),
    "arrested": pgettext_lazy("unit", "arrested"),
    "families": pgettext_lazy("unit", "families"),
    "displaced": pgettext_lazy("unit", "displaced"),
    "people": pgettext_lazy("unit", "people"),
    "soldiers": pgettext_lazy("unit", "soldiers"),
    "lorries": pgettext_lazy("unit", "lorries"),
    "vehicles": pgettext_lazy("unit", "vehicles"),
    "aircraft": pgettext_lazy("unit", "aircraft"),
    "ships": pgettext_lazy("unit", "ships"),
    "villages": pgettext_lazy("unit", "villages"),
    "houses": pgettext_lazy("unit", "houses"),
    "tonnes": pgettext_lazy("unit", "tonnes"),
    "kilometres": pgettext_lazy("unit", "kilometres"),
    "metres": pgettext_lazy("unit", "metres"),
    "hectares": pgettext_lazy("unit", "hectares"),
    "percent": pgettext_lazy("unit", "per cent"),
    "": pgettext_lazy("unit", "without a unit"),
}

SOURCE_KINDS: dict[str, type_of_word] = {
    "feed": _("RSS or Atom feed"),
    "page": _("Web page"),
    "folder": _("Watched folder"),
    "mailbox": _("Mail file (EML, mbox)"),
    "mail": _("Mail file (EML, mbox)"),
    "upload": _("Upload"),
    "form": _("Form"),
    "paste": _("Pasted text"),
}

REASONS: dict[str, type_of_word] = {
    "": _("no reason is given"),
    "process.still_named": _("the text still says who the source is, or where; its readers did not get it"),
    "gather.too_large": _("larger than the limit; split it and send the parts"),
    "gather.unreadable": _("it cannot be read"),
    "gather.refused": _("this address may not be fetched"),
    "gather.fetch_failed": _("the address did not answer as it should"),
    "gather.quota_reached": _("your member has used up its share of the disk"),
    "gather.disk_full": _("no room was left on the disk"),
    "gather.asked_to_wait": _("the address asked to wait"),
    "feed.page_failed": _("a page of the feed could not be fetched"),
    "folder.link": _("a link that leads out of the folder is not followed"),
    "folder.unreadable": _("the file cannot be opened"),
    "folder.closed": _("the folder cannot be opened"),
    "folder.changing": _("the file was still being written"),
    "mailbox.too_big": _("a message is larger than the limit"),
    "unpack": _("no text could be read from it"),
    "unpack.empty": _("it is empty"),
    "unpack.binary": _("it holds no text"),
    "unpack.nothing": _("it holds no text"),
    "unpack.no_text": _("it has no text layer; it may be a scan"),
    "unpack.json_line": _("a line is not valid JSON"),
    "unpack.json_no_text": _("a report in it has no text"),
    "unpack.deep": _("it is nested too deep"),
    "unpack.too_many": _("it holds more parts than the limit"),
    "unpack.memory": _("it needs more memory than a document may take"),
    "unpack.given_up": _("reading it took too long"),
    "unpack.broken_characters": _("some bytes could not be read as letters"),
    "unpack.direction_override": _("it contains signs that turn the text around"),
    "unpack.long": _("values were read in its first part only"),
    "unpack.published": _("its date cannot be right and was left out"),
}

# A rule, or the family that it belongs to.
RULES: dict[str, type_of_word] = {
    "places": _("name in the gazetteer"),
    "places.gazetteer": _("name in the gazetteer"),
    "places.own_entry": _("a place that officers added"),
    "actors": _("name found in the text"),
    "actors.known": _("on the list of known bodies"),
    "actors.state": _("a country that acts or speaks"),
    "actors.head": _("a word such as ministry, army or party with the name beside it"),
    "actors.outlet": _("name of an outlet"),
    "actors.surname": _("surname of somebody named in full before"),
    "actors.name": _("a person’s name beside a title or a verb of speech"),
    "dates": _("expression of time"),
    "dates.weekday": _("weekday, told from the day of publication"),
    "dates.relative": _("told from the day of publication"),
    "dates.day": _("day and month"),
    "dates.month": _("month"),
    "dates.year": _("year"),
    "dates.period": _("from one day to another"),
    "claims": _("verb of speech"),
    "claims.quotation": _("direct speech with its speaker"),
    "credits": _("the text names its origin"),
    "quantities": _("a number with what it counts"),
    "judgement": _("an officer’s answer"),
}

FACTS: dict[str, type_of_word] = {
    "name": _("as written"),
    "text": _("as written"),
    "beside": _("near"),
    "feature word": _("word beside it"),
    "preposition": _("word before it"),
    "value": _("gives"),
    "approximate": _("approximate"),
    "cue": _("word that tells"),
    "verb": _("verb"),
    "head": _("word that tells"),
    "member": _("member"),
    "epoch": _("epoch"),
}

# What two reports may have in common.
AGREEMENTS: dict[str, type_of_word] = {
    "days": _("days"),
    "places": _("places"),
    "names": _("names"),
    "ideas": _("what is told"),
    "numbers": _("numbers"),
    "kinds": _("the kind of event"),
}

FACT_VALUES: dict[str, type_of_word] = {
    "main name": _("its main name"),
    "other name": _("another of its names"),
    "declined": _("its name, declined"),
}

CALENDARS: dict[str, type_of_word] = {
    "gregorian": _("Gregorian"),
    "jalali": _("Jalali (solar Hijri)"),
    "hijri": _("Hijri (lunar)"),
    "relative": _("told from the day of publication"),
}

# The English of `map.…` and its like is fixed by frontend/CONTRACT.md, "Words".
SCRIPT_WORDS: dict[str, type_of_word] = {
    "map.label": _("Map of events. The same events stand in the list."),
    "map.box": _("Draw a box"),
    "map.box.clear": _("Remove the box"),
    "map.box.hint": _("Drag a box on the map; Esc ends."),
    "map.table": _("As a table"),
    "map.activities": _("Activities"),
    "draw.label": _("Map to set points on. The field above takes the same points by hand."),
    "draw.set": _("Set points on the map"),
    "draw.back": _("Take the last one back"),
    "draw.another": _("Begin another area"),
    "map.map": _("As a map"),
    "map.nearer": _("Nearer"),
    "map.farther": _("Farther"),
    "map.all": _("Show all"),
    "map.note.plain": _("Lines imply no recognition. © Natural Earth"),
    "map.note": _("Number in a mark: independent origins. Lines imply no recognition. © Natural Earth"),
    "map.event": _("Event"),
    "map.place": _("Place"),
    "map.origins": _("Origins"),
    "map.contested": _("contested"),
    "map.spread": _("{n} events here"),
    "map.empty": _("No event with a place in this span."),
    "timeline.label": _("Reports over time"),
    "timeline.hint": _("Drag to narrow the feed."),
    "timeline.start": _("First day shown"),
    "timeline.end": _("Last day shown"),
    "timeline.denied": _("those with a denial"),
    "timeline.clear": _("Whole time"),
    "origins.label": _("Where it comes from"),
    "origins.fold": _("Fold copies"),
    "origins.unfold": _("Show copies"),
    "origins.quotes": pgettext_lazy("one outlet quotes another", "quotes"),
    "origins.copies": _("Dashed: copies, with the share of words taken over."),
    "stances.label": _("Stances over time"),
    **{f"stance.{key}": word for key, word in STANCES.items()},
    "upload.waiting": pgettext_lazy("a file in the list", "waiting"),
    "upload.sending": _("{percent} sent"),
    "upload.kept": pgettext_lazy("a file in the list", "kept"),
    "upload.aside": pgettext_lazy("a file in the list", "kept, set aside"),
    "upload.failed": pgettext_lazy("a file in the list", "not sent"),
    "upload.retry": _("Try again"),
    "upload.done": _("{done} of {all} sent"),
    "undo.left": _("{seconds} s"),
    "failed.request": _("Not answered. What you see is as before; try again."),
    "failed.offline": _("Offline since {time}. What you see may be old."),
    "failed.online": _("Connected again."),
    "moved.to": "{title}",
    "theme.light": pgettext_lazy("theme", "Light"),
    "theme.dark": pgettext_lazy("theme", "Dark"),
    "theme.auto": pgettext_lazy("theme", "As the machine says"),
    "keys.off": _("Keys are off"),
    "keys.on": _("Keys are on"),
}
