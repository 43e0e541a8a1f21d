"""Input that comes faster than it can be handled is thinned out, and nothing is left half done."""

from textual import events

from newsreader.tui.driver.input_flow import KEY_BACKLOG, LEAVING_KEY, MOUSE_BACKLOG, InputFlow


def mouse(kind: type[events.MouseEvent], x: int = 1) -> events.MouseEvent:
    return kind(None, x, 1, 0, 0, 1, False, False, False)


def test_of_several_moves_in_a_row_only_the_last_is_wanted() -> None:
    flow = InputFlow()
    sent = [mouse(events.MouseMove, x) for x in range(3)]
    sent += [mouse(events.MouseDown), mouse(events.MouseMove, 7), mouse(events.MouseMove, 8)]
    sent += [mouse(events.MouseUp), mouse(events.MouseMove, 9)]
    assert all(flow.lets_in(event) for event in sent)
    wanted = [flow.is_wanted(event) for event in sent]
    assert wanted == [False, False, True, True, False, True, True, True]


def test_the_last_focus_counts() -> None:
    flow = InputFlow()
    sent = [events.AppBlur(), events.AppFocus(), events.AppBlur()]
    assert all(flow.lets_in(event) for event in sent)
    assert [flow.is_wanted(event) for event in sent] == [False, False, True]


def test_what_nobody_has_handled_yet_is_not_added_to_without_end() -> None:
    flow = InputFlow()
    turns = [mouse(events.MouseScrollDown) for _ in range(1_000)]
    let_in = [event for event in turns if flow.lets_in(event)]
    assert len(let_in) == MOUSE_BACKLOG + 1
    clicks = [mouse(kind) for _ in range(100) for kind in (events.MouseDown, events.MouseUp)]
    assert not any(flow.lets_in(event) for event in clicks)
    assert flow.lets_in(mouse(events.MouseMove))
    for event in let_in:
        assert flow.is_wanted(event)
    assert flow.lets_in(mouse(events.MouseScrollDown))


def test_a_click_is_let_in_or_dropped_with_both_its_ends() -> None:
    flow = InputFlow()
    down, up = mouse(events.MouseDown), mouse(events.MouseUp)
    assert flow.lets_in(down)
    while flow.lets_in(mouse(events.MouseScrollUp)):
        pass
    assert flow.lets_in(up), "its beginning was let in"
    assert not flow.lets_in(down)
    for _ in range(MOUSE_BACKLOG + 3):
        flow.is_wanted(mouse(events.MouseScrollUp))
    assert not flow.lets_in(up), "its beginning was dropped"
    assert flow.lets_in(down) and flow.lets_in(up)


def test_the_key_that_leaves_overtakes_all_others() -> None:
    flow = InputFlow()
    key, leaving = events.Key("j", "j"), events.Key(LEAVING_KEY, None)
    for _ in range(KEY_BACKLOG):
        assert flow.lets_in(key)
        flow.keys.append(key)
    assert not flow.lets_in(key)
    move = mouse(events.MouseMove)
    assert flow.lets_in(move) and flow.lets_in(leaving)
    assert not flow.is_wanted(key) and not flow.is_wanted(move)
    assert flow.is_wanted(leaving)
    flow.leave()
    assert flow.is_wanted(key)
