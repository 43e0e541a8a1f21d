"""Rules are made, listed, tried and applied, and what they mute is found and shown again."""

from tests.cli.conftest import CommandLine


def test_a_rule_mutes_what_there_is_only_when_that_is_asked_for(shelf: CommandLine) -> None:
    made = shelf.run("rules", "add", "bridge", "--do", "mute", "--name", "Quiet", "--until", "1m")
    assert made.out == "Made “Quiet”; it would have caught 1 article in 7 days.\n"
    assert len(shelf.run("list").out.splitlines()) == 2
    assert shelf.run("rules", "apply").out == "1 article caught.\n"
    assert len(shelf.run("list").out.splitlines()) == 1
    (muted,) = shelf.run("list", "is:muted", "--json").json["articles"]
    assert (muted["id"], muted["muted_by"]) == (1, "Quiet")
    assert "Muted by the rule “Quiet”." in shelf.run("show", 1).out
    shelf.run("mark", "unmuted", 1)
    assert len(shelf.run("list").out.splitlines()) == 2
    assert shelf.run("rules", "apply", "Quiet").out == "0 articles caught.\n"


def test_rules_of_settings_and_app_are_listed_with_what_they_caught(shelf: CommandLine) -> None:
    shelf.config.write_text("[[rule]]\nquery = 'ferry'\ndo = 'tag:sea'\n", encoding="utf-8")
    shelf.run("rules", "add", "bridge", "--do", "later")
    shelf.run("rules", "apply")
    lines = shelf.run("rules").out.splitlines()
    assert lines == [
        "     1  ferry → tag:sea  (settings)",
        "     1  bridge → later  (app)",
    ]
    listed = shelf.run("rules", "list", "--json").json["rules"]
    assert [(one["name"], one["caught"], one["place"]) for one in listed] == [
        ("ferry", 1, "settings"),
        ("bridge", 1, "library"),
    ]
    assert shelf.run("rules", "remove", "bridge").status == 0
    assert shelf.run("rules", "remove", "ferry").status == 1


def test_a_rule_or_a_query_is_tried(shelf: CommandLine) -> None:
    found = shelf.run("rules", "try", 'speaker:"Jane Roe"', "quote:bridge", "--days", 2)
    assert found.out.splitlines()[0] == 'speaker:"Jane Roe" quote:bridge: 1 article in 2 days'
    assert "Council votes" in found.out
    wrong = shelf.run("rules", "try", "titel:x")
    assert wrong.status == 2 and "^^^" in wrong.err


def test_what_makes_no_rule_is_told(shelf: CommandLine) -> None:
    for words, told in (
        (("x", "--do", "burn"), "must be mute"),
        (("x", "--do", "mute", "--until", "soon"), "is no time"),
        (("titel:x", "--do", "mute"), "titel"),
    ):
        result = shelf.run("rules", "add", *words)
        assert result.status == 2 and told in result.err
    assert shelf.run("rules").err.startswith("No rules yet")


def test_a_wrong_rule_is_a_line_of_the_check(shelf: CommandLine) -> None:
    shelf.config.write_text("[[rule]]\nquery = 'a titel:x'\ndo = 'mute'\n", encoding="utf-8")
    result = shelf.run("config", "check")
    assert result.status == 0
    (line,) = result.err.splitlines()
    assert "line 2" in line and "“a titel:x”" in line and "character 3" in line
