from lib.errors import Refused


def test_the_messages_are_a_flat_list_of_sentences():
    refused = Refused(["Cited in 3 live stories.", "Correct it from the desk."])
    assert refused.messages == ["Cited in 3 live stories.", "Correct it from the desk."]
