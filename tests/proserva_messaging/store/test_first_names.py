"""Tests of first names: what a text calls a person."""

import unittest

import ddt
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.models import PreferredName
from proserva_messaging.store.first_names import (
    get_first_names,
    get_preferred_name,
    guess_first_name,
    set_preferred_name,
)
from tests.campus_case import CampusCase


@ddt.ddt
class GuessTests(unittest.TestCase):
    @ddt.data(
        ("Lena Fischer", "Lena"),
        ("  Lena  ", "Lena"),
        ("Lena\tF.", "Lena"),
        ("Лена Фишер", "Лена"),
        ("Jean-Luc Picard", "Jean-Luc"),
        ("María José García", "María"),
        ("MARIA GARCIA", "MARIA"),
        # titles
        ("Dr. First Middle Last", "First"),
        ("Prof. Dr. Hans Müller", "Hans"),
        ("Prof.Dr. Anna Ek", "Anna"),
        ("Herr Dipl.-Ing. Karl Bau", "Karl"),
        ("Mme Anne Petit", "Anne"),
        ("Sr. Juan Pérez", "Juan"),
        ("DR JOHN SMITH", "JOHN"),
        ("د. محمد علي", "محمد"),
        # commas
        ("Last, First", "First"),
        ("Last,First Middle", "First"),
        ("O'Brien, Dr. Sinéad", "Sinéad"),
        ("van der Berg, Jan", "Jan"),
        ("John Smith, Ph.D.", "John"),
        ("Smith, John, Jr.", "John"),
        ("John Smith, Jr., M.D.", "John"),
        ("Fischer,", "Fischer"),
        (", Lena", "Lena"),
        # initials
        ("J. Robert Oppenheimer", "Robert"),
        ("J. R. R. Tolkien", "J. R. R. Tolkien"),
        ("J.R.R. Tolkien", "J.R.R. Tolkien"),
        ("J Smith", "J Smith"),
        # one word, and a word that is all there is
        ("Madonna", "Madonna"),
        ("user_99", "user_99"),
        ("Dr. House", "House"),
        ("Dr", "Dr"),
        ("Jr.", "Jr."),
        # names that are used whole
        ("山田 太郎", "山田 太郎"),
        ("김민수", "김민수"),
        ("王 Wei", "王 Wei"),
        ("Abdul Rahman Khan", "Abdul Rahman"),
        ("عبد الله محمد", "عبد الله"),
        ("", ""),
        (" ", ""),
        (",", ","),
    )
    @ddt.unpack
    def test_the_first_name_in_a_full_name(self, name, first):
        self.assertEqual(guess_first_name(name), first)

    @given(st.text(max_size=40))
    def test_a_guess_is_a_part_of_the_name_and_never_empty_for_one(self, name):
        guess = guess_first_name(name)
        self.assertIn(guess, " ".join(name.split()) + name)
        self.assertEqual(bool(guess.strip()), bool(name.strip()))


class ChoiceTests(CampusCase):
    def get(self):
        return get_first_names([self.learner], {self.learner.pk: "Dr. Lena Fischer"})[self.learner.pk]

    def test_the_choice_comes_before_the_account_and_the_account_before_the_guess(self):
        self.assertEqual(self.get(), "Lena")
        self.learner.first_name = " Leni "
        self.assertEqual(self.get(), "Leni")
        set_preferred_name(self.learner, "Lea\n")
        self.assertEqual(self.get(), "Lea")
        set_preferred_name(self.learner, "Prof. F.")
        self.assertEqual(self.get(), "Prof. F.")
        self.assertEqual(PreferredName.objects.count(), 1)
        set_preferred_name(self.learner, " ")
        self.assertEqual(self.get(), "Leni")

    def test_all_users_cost_one_query(self):
        with self.assertNumQueries(1):  # the chosen names
            found = get_first_names(iter([self.learner, self.classmate]), {self.learner.pk: "Lena F."})
        self.assertEqual(found, {self.learner.pk: "Lena", self.classmate.pk: ""})

    def test_what_is_chosen_and_what_is_used_otherwise(self):
        info = get_preferred_name(self.learner)
        self.assertEqual((info.name, info.default), ("", "Lena"))
        set_preferred_name(self.learner, "Lea")
        info = get_preferred_name(self.learner)
        self.assertEqual((info.name, info.default), ("Lea", "Lena"))
