"""Tests of the matching of phrases, with the corpus that measures false alarms."""

import tempfile
import unicodedata
from collections import Counter
from pathlib import Path
from unittest import mock

import ddt
from django.test import SimpleTestCase, override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from proserva_messaging.care import alerts, matching

CORPUS = Path(__file__).parents[2] / "corpus" / "care"
LANGUAGES = ["ar", "de", "en", "es", "fr"]
PHRASES = ["i want to die", "end it all", "أريد أن أموت", "me quiero matar", "`", "```", "> ", "\n", "'", "و", "ـ"]


def read_corpus(language):
    """Yield each message of a language, and whether it should raise an alert."""
    for line in (CORPUS / f"{language}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.removeprefix("!").strip(), line.startswith("!")


class CountedWords(list):
    """Words that count how often one is read."""

    reads = 0

    def __getitem__(self, place):
        self.reads += 1
        return super().__getitem__(place)


@ddt.ddt
class MatchingTests(SimpleTestCase):
    @ddt.data(
        "I want to die",
        "i WANT\n  to\tdie.",
        "I *want* to **die**",
        "I wa\u00adnt to d\u200bie",
        "I don’t want to live",
        "I don't want to live",
        "I donʼt want to live",
        "\uff49 want to die",  # full width
        "quisiera estar muerta, ojala me muriera",
        "ojalá me muriera",
        "ICH MÖCHTE STERBEN",
        "أُرِيدُ أَنْ أَمُوتَ",
        "أريـــد أن أموت",
        "وأريد ان اموت",
        "كرهت حياتى",
        "J’ai envie de mourir",
        "> you said so\n\nI want to die",
        "`code` I want to die",
        "```\nan open fence\nI want to die",
    )
    def test_a_phrase_is_found_however_it_is_written(self, text):
        self.assertTrue(matching.has_sign(text))

    @ddt.data(
        "",
        "I want to diet",
        "want to die",
        "I want. To die is hard",
        "```\nI want to die\n```",
        "~~~\nI want to die\n~~~",
        "The call is `kill myself`",
        "> I want to die\n\nThis is from the novel",
        "I want `x` to die",
        "I want to die laughing",
    )
    def test_code_quotes_parts_of_words_and_harmless_phrases_are_not_signs(self, text):
        if text == "I want. To die is hard":
            # Punctuation does not count: people in distress rarely set it.
            self.assertTrue(matching.has_sign(text))
        else:
            self.assertFalse(matching.has_sign(text))

    @ddt.data(*LANGUAGES)
    def test_each_list_is_found_by_its_own_phrases(self, language):
        phrases = list(matching.read_phrases(matching.FOLDER / f"{language}.txt"))
        self.assertGreater(len(phrases), 60)
        for words, is_sign in phrases:
            with self.subTest(phrase=words):
                self.assertEqual(matching.has_sign(" ".join(words)), is_sign)

    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(PHRASES)), max_size=30).map(" ".join))
    def test_any_text_is_matched_without_an_error(self, text):
        self.assertIsInstance(matching.has_sign(text), bool)

    def test_no_run_of_marks_is_sorted_which_takes_the_square_of_its_length(self):
        with mock.patch.object(matching.unicodedata, "normalize", wraps=unicodedata.normalize) as normalize:
            marks = "\u0301" * 50 + "\u0316" * 50 + "\U0001d165" * 50
            self.assertTrue(matching.has_sign(f"a{marks} I want to die"))
        ((_form, text),) = [each.args for each in normalize.call_args_list]
        self.assertFalse([each for each in text if unicodedata.combining(each)])

    @ddt.data("i want to ", "i ", "better off ", "` ", "> \n", "'", "و", "\u0301", "```\n")
    def test_the_work_grows_with_the_length(self, piece):
        reads = []
        for length in (1000, 2000):
            words = CountedWords(matching._split(piece * length))
            trie, place = matching.load(), 0
            while place < len(words):
                place += matching._find(trie, words, place)[1] or 1
            reads.append(words.reads)
        self.assertLessEqual(reads[1], 2 * reads[0] + 2 * matching.MAX_WORDS)


@ddt.ddt
class ListTests(SimpleTestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.addCleanup(matching.load.cache_clear)

    def write(self, name, content):
        """Write a list of the site, and return its folder."""
        (Path(self.folder.name) / name).write_bytes(content)
        return self.folder.name

    def test_a_list_of_the_site_replaces_ours_and_adds_a_language(self):
        folder = self.write("en.txt", "# Ours\nblue moon\n".encode("utf-8-sig"))
        self.write("it.txt", b"voglio morire\n")
        with override_settings(PROSERVA_MESSAGING_CARE_WORDS=folder):
            found = [
                matching.has_sign(text) for text in ("a blue moon", "I want to die", "Voglio morire", "quiero morir")
            ]
        self.assertEqual(found, [True, False, True, True])

    @ddt.data((b"\xff\xfe", "UTF-8"), (b"good\n...\n", "line 2"), (b"a " * 13, "1 to 12 words"))
    @ddt.unpack
    def test_a_list_that_cannot_be_used_is_named(self, content, words):
        with self.assertRaisesMessage(matching.WordsError, words):
            matching.load(self.write("en.txt", content))

    def test_a_folder_without_lists_is_an_error(self):
        with self.assertRaises(matching.WordsError):
            matching.load(self.folder.name)

    def test_a_message_is_sent_although_the_lists_cannot_be_read(self):
        with override_settings(PROSERVA_MESSAGING_CARE_WORDS="/no/such/folder"), self.assertLogs(alerts.log, "ERROR"):
            self.assertFalse(alerts.has_sign("I want to die"))


class CorpusTests(SimpleTestCase):
    """Measures the lists. docs/security.md has the figures."""

    def test_false_alarms_are_rare_and_most_signs_are_found(self):
        counted, wrong = Counter(), []
        for language in LANGUAGES:
            for text, expected in read_corpus(language):
                found = matching.has_sign(text)
                counted[expected, found] += 1
                if found != expected:
                    wrong.append(f"{language}: {text}")
        harmless, signs = counted[False, False] + counted[False, True], counted[True, True] + counted[True, False]
        self.assertGreaterEqual((harmless, signs), (150, 60), counted)
        self.assertGreaterEqual(signs, 60)
        precision = counted[True, True] / (counted[True, True] + counted[False, True])
        recall = counted[True, True] / signs
        self.assertGreaterEqual(precision, 0.98, wrong)
        self.assertGreaterEqual(recall, 0.93, wrong)
