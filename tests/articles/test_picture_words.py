"""What the file of a picture says of itself, read before copies are made without it."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.picture_words import FileSays, in_sentences, in_xmp, said_in, warnings

PACKET = """<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>
<rdf:Description {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>"""
TERM = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def opened(xmp="", kind="JPEG", **options):
    out = BytesIO()
    if xmp:
        options["xmp"] = xmp.encode()
    Image.new("RGB", (8, 6)).save(out, kind, **options)
    return Image.open(out)


def packet(attributes="", elements=""):
    return PACKET.format(attributes=attributes, elements=elements)


def test_a_file_that_says_nothing():
    assert said_in(opened()) == FileSays()


def test_xmp_in_elements_and_lists():
    says = said_in(
        opened(
            packet(
                elements="<dc:creator><rdf:Seq><rdf:li>Jane Smith</rdf:li>"
                "<rdf:li>Ann Lake</rdf:li></rdf:Seq></dc:creator>"
                "<photoshop:Credit>Agency</photoshop:Credit>"
                '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Smith &amp; Lake</rdf:li>'
                "</rdf:Alt></dc:rights><dc:description><rdf:Alt><rdf:li>At the gate.</rdf:li>"
                "</rdf:Alt></dc:description>"
                f"<Iptc4xmpExt:DigitalSourceType>{TERM}digitalCapture"
                "</Iptc4xmpExt:DigitalSourceType>"
            )
        )
    )
    assert says == FileSays(
        credit="Jane Smith, Ann Lake/Agency",
        rights="© Smith & Lake",
        caption="At the gate.",
        source_type="digitalCapture",
    )


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_xmp_in_attributes(kind):
    says = said_in(
        opened(
            packet(
                f'photoshop:Credit="Agency" Iptc4xmpExt:DigitalSourceType='
                f"'{TERM}trainedAlgorithmicMedia'"
            ),
            kind,
        )
    )
    assert (says.credit, says.source_type) == ("Agency", "trainedAlgorithmicMedia")


def test_a_term_that_is_a_resource():
    element = f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{TERM}print"/>'
    assert said_in(opened(packet(elements=element))).source_type == "print"


def test_exif_where_there_is_nothing_else():
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = "Jane Smith", "At the gate"
    assert said_in(opened(exif=exif)) == FileSays(credit="Jane Smith", caption="At the gate")


@given(st.text())
def test_whatever_stands_in_it_is_text_or_nothing(noise):
    for xmp in (noise, packet(noise, f"<dc:rights>{noise}"), f"<dc:rights {noise}"):
        assert isinstance(in_xmp(xmp, "dc:rights"), str)


def test_a_hostile_packet_is_read_in_no_time():
    in_xmp("<dc:rights " * 20_000, "dc:rights")
    in_xmp('dc:rights="' * 20_000, "dc:rights")


@pytest.mark.parametrize(
    ("width", "says", "told"),
    [
        (800, {}, []),
        (0, {}, []),
        (799, {}, ["799 pixels wide"]),
        (1600, {"source_type": "digitalCapture"}, []),
        (1600, {"source_type": "trainedAlgorithmicMedia"}, ["trained model made this picture"]),
        (
            640,
            {"source_type": "compositeWithTrainedAlgorithmicMedia"},
            ["a part of this picture", "640 pixels wide"],
        ),
    ],
)
def test_what_is_to_be_looked_at(width, says, told):
    found = warnings(width, says)
    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))


def test_a_term_we_do_not_know_is_told_as_it_is():
    assert in_sentences({"source_type": "newMedia"}) == [("How it was made", "newMedia")]
