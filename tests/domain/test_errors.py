from newsreader.domain import errors


def test_what_the_command_line_ends_with_is_a_promise() -> None:
    promised = {
        "NewsreaderError": 1,
        "SettingsError": 3,
        "LibraryError": 1,
        "NotFound": 1,
        "FetchError": 1,
        "LoginRefused": 4,
        "FeedError": 1,
        "AllFeedsFailed": 5,
        "SomeFeedsFailed": 6,
        "RefreshRunning": 75,
        "ExportError": 1,
    }
    known = {
        name: error.exit_status
        for name, error in vars(errors).items()
        if isinstance(error, type) and issubclass(error, errors.NewsreaderError)
    }
    assert {name: known[name] for name in promised} == promised
