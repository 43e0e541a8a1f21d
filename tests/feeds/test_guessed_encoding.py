"""Texts in encodings that they do not name, or name wrongly."""

import pytest

from newsreader.feeds.encoding import decode_text
from newsreader.feeds.guessed_encoding import guess_encoding
from newsreader.feeds.parse import parse_feed
from newsreader.fetcher.workers.extract import extract_story

URL = "https://www.harbour.example/news/1"
JAPANESE = (
    "港の新聞によると、木曜日の夜、島へ向かう船は霧のために出発できなかった。乗客は全員無事で、"
    "町の人々は温かいスープを持って桟橋へ集まったという。"
)
SIMPLIFIED = (
    "据港口报报道，星期四晚上，开往岛屿的渡轮因为大雾没有出发。所有乘客都安全，镇上的人们带着热汤来到码头。"
    "市长说，我们不会为了修桥而关闭学校，这是我们大家的学校。"
)
TRADITIONAL = (
    "據港口報報導，星期四晚上，開往島嶼的渡輪因為大霧沒有出發。所有乘客都安全，鎮上的人們帶著熱湯來到碼頭。"
    "市長說，我們不會為了修橋而關閉學校，這是我們大家的學校。"
)
KOREAN = (
    "항구 신문에 따르면 목요일 밤 섬으로 가는 배는 안개 때문에 출발하지 못했다. "
    "승객은 모두 무사했으며 마을 사람들은 따뜻한 국을 들고 부두로 모였다고 한다. "
    "시장은 다리를 고치기 위해 학교를 닫지 않겠다고 했다."
)
RUSSIAN = (
    "Как сообщает газета порта, в четверг вечером паром на остров не вышел из-за тумана. Все "
    "пассажиры в безопасности, жители города пришли на пристань с горячим супом."
)
UKRAINIAN = (
    "Як повідомляє газета порту, у четвер увечері пором на острів не вийшов через туман. Усі "
    "пасажири в безпеці, мешканці міста прийшли на пристань з гарячим супом."
)
GREEK = (
    "Σύμφωνα με την εφημερίδα του λιμανιού, το βράδυ της Πέμπτης το πλοίο για το νησί δεν "
    "αναχώρησε λόγω ομίχλης. Όλοι οι επιβάτες είναι ασφαλείς, είπε ο δήμαρχος."
)
HEBREW = (
    "לפי עיתון הנמל, ביום חמישי בערב לא יצאה המעבורת אל האי בגלל הערפל. כל הנוסעים בריאים ושלמים, "
    "ואנשי העיירה באו אל המזח עם מרק חם לכל אחד מהם."
)
ARABIC = (
    "وفقا لصحيفة الميناء لم تغادر العبارة إلى الجزيرة مساء الخميس بسبب الضباب. جميع الركاب بخير "
    "وجاء أهل البلدة إلى الرصيف ومعهم حساء ساخن."
)
THAI = (
    "ตามรายงานของหนังสือพิมพ์ท่าเรือ เรือไปยังเกาะไม่ได้ออกเดินทางในเย็นวันพฤหัสบดีเพราะหมอก "
    "ผู้โดยสารทุกคนปลอดภัย และชาวเมืองนำซุปร้อนมาที่ท่าเรือ"
)
TEXTS = [
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc_jp"),
    (JAPANESE, "iso2022_jp"),
    (SIMPLIFIED, "gbk"),
    (TRADITIONAL, "big5"),
    (KOREAN, "euc_kr"),
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "iso8859-5"),
    (RUSSIAN, "cp866"),
    (UKRAINIAN, "windows-1251"),
    (UKRAINIAN, "koi8-u"),
    (GREEK, "iso8859-7"),
    (GREEK, "windows-1253"),
    (HEBREW, "windows-1255"),
    (ARABIC, "windows-1256"),
    (THAI, "tis-620"),
]
WRONG = ("", "iso-8859-1", "utf-8", "euc-kr", "shift_jis", "big5", "koi8-r", "windows-1251")
"""What documents say of themselves."""
WESTERN = [
    "Die Fähre zur Insel lief nicht aus; die Leute kamen mit heißer Suppe zur Mole, sagt Jörg Öhm.",
    "Le bac n’est pas parti à cause du brouillard : « Nous ne fermerons pas l’école », a déclaré…",
    "El señor alcalde dijo que no cerrarán la escuela; ¿quién pagará el puente? ¡Nadie lo sabe!",
    "Färjan till ön gick inte på torsdagskvällen på grund av dimma, sade borgmästaren Åsa Öberg.",
    "A balsa não saiu; a população trouxe sopa quente à doca, e não haverá mudança até amanhã.",
    "Ferjan fór ekki út í eyjuna vegna þoku, sagði bæjarstjórinn og það þótti öllum ágætt.",
    "“No”, she said – £5 or €6 for a café crème; naïve, perhaps, but that’s Zoë’s déjà vu…",
]


def feed(text: str, encoding: str = "", codec: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding else ""
    return (
        f"{head}<rss version='2.0'><channel><title>{text[:20]}</title><item><guid>1</guid>"
        f"<title>{text[:40]}</title><description>{text}</description></item></channel></rss>"
    ).encode(codec or encoding)


def page(text: str, charset: str) -> str:
    meta = f"<meta charset='{charset}'>" if charset else ""
    return (
        f"<html><head>{meta}<title>{text[:20]}</title><script>var a = 'menu';</script></head><body>"
        f"<nav><a href='/'>Home</a></nav><article><p>{text}</p><p>{text[::-1]}</p></article>"
        "</body></html>"
    )


@pytest.mark.parametrize(("text", "codec"), TEXTS)
class TestForeignScripts:
    @pytest.mark.parametrize("charset", WRONG)
    def test_plain_text(self, text: str, codec: str, charset: str) -> None:
        assert decode_text(text.encode(codec), charset) == text

    @pytest.mark.parametrize("charset", WRONG)
    def test_pages(self, text: str, codec: str, charset: str) -> None:
        story = extract_story(page(text, charset).encode(codec), URL)
        assert text in story.document.text
        story = extract_story(page(text, charset).encode(codec), URL, "iso-8859-1")
        assert text in story.document.text

    @pytest.mark.parametrize("encoding", WRONG)
    def test_feeds(self, text: str, codec: str, encoding: str) -> None:
        parsed = parse_feed(feed(text, encoding, codec), URL)
        assert text in parsed.entries[0].html


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("charset", ["", "iso-8859-1", "windows-1252"])
def test_western_text_stays_western(text: str, charset: str) -> None:
    assert decode_text(text.encode("cp1252"), charset) == text


@pytest.mark.parametrize("codec", ["cp1250", "iso8859-2", "cp1254", "cp1257", "cp1258"])
def test_other_encodings_of_latin_letters_are_believed(codec: str) -> None:
    text = "Žena říká: čtvrtek je šťastný den" if codec in ("cp1250", "iso8859-2") else "één café"
    assert decode_text(text.encode(codec), codec) == text


@pytest.mark.parametrize("body", [b"", b"\xe9", b"caf\xe9", b"\xff" * 100_000, bytes(range(256))])
def test_what_tells_nothing_is_not_guessed(body: bytes) -> None:
    assert guess_encoding(body) == ""


def test_markup_and_scripts_do_not_count() -> None:
    around = b"<p title='\xe9'>menu</p><script>var x = 'home'</script>" * 500
    assert guess_encoding(around + RUSSIAN.encode("koi8-r") + around) == "koi8-u"


def test_a_text_that_changes_to_japanese_is_of_ascii_bytes() -> None:
    text = 'Pâté: \x1b$B$"$$\x1b(B, déjà vu à côté de la forêt'
    assert decode_text(text.encode()) == text
    assert decode_text(text.encode("cp1252")) == text
