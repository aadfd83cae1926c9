import pytest

from diwan.core.languages import Language
from diwan.core.reading import Claim, Report, SpeakerKind, Stance
from diwan.process.actors import read_actors
from diwan.process.claims import read_claims
from diwan.process.credits import read_credits
from diwan.process.language import read_language
from diwan.process.sentences import read_sentences
from process.claims.agencies import AGENCIES
from process.claims.desks import DESKS
from process.claims.newsroom import NEWSROOM
from process.claims.statements import STATEMENTS


def claims_of(language: str, text: str, outlet: str = "") -> tuple[Claim, ...]:
    report = Report(id="r", text=text, outlet=outlet)
    _, paragraphs = read_language(report)
    sentences = read_sentences(report, paragraphs)
    actors = read_actors(report, Language(language), sentences)
    credits_ = read_credits(report, Language(language), sentences, actors)
    return read_claims(report, Language(language), sentences, actors, credits_)


def speaker_of(claim: Claim) -> str:
    return "anonymous" if claim.speaker.kind is SpeakerKind.ANONYMOUS else claim.speaker.name


@pytest.mark.parametrize(("language", "text", "said"), [*STATEMENTS, *NEWSROOM, *AGENCIES, *DESKS])
def test_each_statement_has_its_words_its_speaker_and_its_stance(language, text, said):
    found = [(text[c.start : c.end], speaker_of(c), c.stance.value) for c in claims_of(language, text)]
    assert found == said


def test_an_outlet_in_the_dateline_stands_first_in_every_via():
    text = 'JUBA (Nile Valley Courier) — "The post is ready," Akol Wiek told Radio Malakal.\n\nThe road is open, Wiek said.'
    assert [c.via for c in claims_of("en", text)] == [("Nile Valley Courier", "Radio Malakal")] * 2


def test_an_outlet_that_takes_its_report_back_is_itself_the_speaker():
    text = 'The news site Delta Lantern reported that six people had died. Delta Lantern later corrected it: "We were wrong about the six."'
    last = claims_of("en", text)[-1]
    assert (last.stance, speaker_of(last), last.via) == (Stance.RETRACTS, "Delta Lantern", ())


def test_a_word_in_quotation_marks_is_no_statement():
    assert claims_of("en", 'The so-called "red line" runs past the mill.') == ()


def test_a_heading_without_a_full_stop_is_no_statement():
    assert claims_of("en", "Explained: what the minister said about the dam") == ()


def test_a_cue_that_is_denied_attributes_nothing():
    assert claims_of("en", "He would not say how many lorries had come.") == ()


def test_a_statement_is_read_in_a_text_that_never_closes_its_quotation():
    text = 'The mayor of Zugdidi, Nana Kvelashvili, said the river was falling. "And then the text ends'
    assert len(claims_of("en", text)) == 1


def test_a_lengthening_sign_that_stands_alone_as_a_dash_breaks_nothing():
    found = claims_of("ar", "زليتن ـ قال العمدة سالم الورفلي إن الجسر سليم.")
    assert [c.stance for c in found] == [Stance.ASSERTS]


def test_a_word_that_only_holds_a_word_of_doubt_is_no_doubt():
    found = claims_of("fa", "یک معلم گفت روستاها هنوز دو پزشک دارند و درمانگاه باز است.")
    assert [c.stance for c in found] == [Stance.ASSERTS]


def test_a_source_that_asked_for_anonymity_is_unnamed():
    found = claims_of("ru", "Инженер, попросивший об анонимности, сообщил, что дамба выстояла.")
    assert [c.speaker.described_as for c in found] == ["попросивший об"]
