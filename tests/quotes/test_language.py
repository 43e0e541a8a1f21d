import subprocess

import pytest

from newsreader.child_process import command, environment
from newsreader.languages import table
from newsreader.quotes.language_choice import choose_language, guess_language
from newsreader.quotes.language_loading import field_names, known_languages, load_language
from newsreader.quotes.uncased.uncased_rules import uncased_keys


def test_twenty_languages_are_known() -> None:
    known = "ar cs da de en es fr id it ja ko nl no pl pt ru sv sw tr zh"
    assert set(known_languages()) >= set(known.split())


@pytest.mark.parametrize("code", known_languages())
def test_a_data_file_uses_known_keys_only(code: str) -> None:
    assert table(code, "quotes").keys() <= field_names()
    assert table(code, "uncased").keys() <= uncased_keys()


@pytest.mark.parametrize("code", known_languages())
def test_words_are_compared_in_lower_case(code: str) -> None:
    spoken = load_language(code)
    assert spoken.name
    assert all(word == word.lower() for word in spoken.cues | spoken.function_words)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry will not sail, and they know it.", "en"),
        ("Die Fähre fährt nicht, und sie wissen es auch.", "de"),
        ("Le bateau ne part pas, et ils le savent aussi.", "fr"),
        ("El barco no sale, y ellos lo saben muy bien.", "es"),
        ("Il traghetto non parte, e loro lo sanno già.", "it"),
        ("Färjan går inte, och det vet de också.", "sv"),
        ("Паром не идёт, и они это знают.", "ru"),
        ("العبارة لن تبحر وهم يعرفون ذلك", "ar"),
        ("船は出ないと、彼らも知っている。", "ja"),
        ("船不会开，他们也知道。", "zh"),
        ("배는 뜨지 않고 그들도 그것을 안다.", "ko"),
        ("", "en"),
        ("1234 !!", "en"),
    ],
)
def test_a_language_is_guessed_from_its_script_and_small_words(text: str, code: str) -> None:
    assert guess_language(text) == code


def test_a_known_tag_is_believed_and_an_unknown_one_is_not() -> None:
    assert choose_language("de-AT", "The ferry will not sail.").code == "de"
    assert choose_language("xx", "The ferry will not sail, and they know it.").code == "en"


def test_importing_the_room_loads_nothing_of_it() -> None:
    program = "import sys, newsreader.quotes; print('newsreader.quotes.engine' in sys.modules)"
    run = subprocess.run(
        command("-c", program), env=environment(), capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False"]


def test_importing_the_engine_reads_no_language() -> None:
    program = (
        "import sys, newsreader.quotes.engine as e, newsreader.quotes.language_loading as l\n"
        "print(l.load_language.cache_info().currsize, 'lxml' in sys.modules)"
    )
    run = subprocess.run(
        command("-c", program), env=environment(), capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["0", "False"]
