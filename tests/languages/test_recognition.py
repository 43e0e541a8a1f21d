"""The language of a text is told by its letters and words; a tag stands unless plainly wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.languages.recognition import recognise, settle

TEXTS = {
    "en": "The ferry across the bay will stop on Monday because the old pier has to be "
    "rebuilt, and nobody in the village knows when it is going to sail again.",
    "de": "Die Fähre über die Bucht stellt am Montag den Betrieb ein, weil der alte Anleger "
    "neu gebaut werden muss, und niemand im Dorf weiß, wann sie wieder fährt.",
    "fr": "Le bac qui traverse la baie s'arrête lundi parce que le vieux quai doit être "
    "reconstruit, et personne au village ne sait quand il reprendra la mer.",
    "es": "El transbordador de la bahía dejará de navegar el lunes porque hay que reconstruir"
    " el viejo muelle, y nadie en el pueblo sabe cuándo volverá a salir.",
    "pt": "A balsa que atravessa a baía vai parar na segunda-feira porque o velho cais tem de"
    " ser reconstruído, e ninguém na aldeia sabe quando ela voltará a navegar.",
    "it": "Il traghetto della baia si ferma lunedì perché il vecchio molo deve essere "
    "ricostruito, e nessuno nel paese sa quando tornerà a navigare.",
    "nl": "De veerboot over de baai stopt maandag omdat de oude steiger opnieuw gebouwd moet "
    "worden, en niemand in het dorp weet wanneer hij weer vaart.",
    "sv": "Färjan över viken slutar gå på måndag eftersom den gamla bryggan måste byggas om, "
    "och ingen i byn vet när den ska börja gå igen.",
    "pl": "Prom przez zatokę przestanie kursować w poniedziałek, ponieważ stary pomost trzeba"
    " odbudować, i nikt we wsi nie wie, kiedy znowu popłynie.",
    "cs": "Přívoz přes záliv přestane v pondělí jezdit, protože staré molo se musí znovu "
    "postavit, a nikdo ve vesnici neví, kdy zase vypluje.",
    "tr": "Körfezi geçen vapur pazartesi günü duracak, çünkü eski iskelenin yeniden yapılması"
    " gerekiyor ve köyde hiç kimse ne zaman yeniden kalkacağını bilmiyor.",
    "fi": "Lahden ylittävä lautta lopettaa liikennöinnin maanantaina, koska vanha laituri on "
    "rakennettava uudelleen, eikä kukaan kylässä tiedä, milloin se kulkee taas.",
    "ru": "Паром через залив в понедельник остановится, потому что старый причал нужно "
    "построить заново, и никто в деревне не знает, когда он снова пойдёт.",
    "uk": "Пором через затоку в понеділок зупиниться, тому що старий причал потрібно "
    "збудувати заново, і ніхто в селі не знає, коли він знову піде.",
    "ar": "ستتوقف العبارة التي تعبر الخليج يوم الاثنين لأن الرصيف القديم يجب أن يبنى من جديد،"
    " ولا أحد في القرية يعرف متى ستبحر مرة أخرى إلى الجزيرة.",
    "fa": "کشتی که از خلیج می‌گذرد روز دوشنبه متوقف می‌شود، زیرا اسکله قدیمی باید دوباره "
    "ساخته شود و هیچ کس در روستا نمی‌داند که چه زمانی دوباره حرکت خواهد کرد.",
    "hi": "खाड़ी पार करने वाली नाव सोमवार को बंद हो जाएगी क्योंकि पुराने घाट को फिर से बनाना "
    "है और गाँव में किसी को नहीं पता कि वह फिर कब चलेगी।",
    "ja": "古い桟橋を建て直すため、湾を渡る船は月曜日に止まり、村の誰もいつ再開するか知らない。",
    "zh": "由于旧码头需要重建，渡过海湾的船将于星期一停航，村里没有人知道它什么时候再开。",
    "ko": "낡은 부두를 다시 지어야 하기 때문에 만을 건너는 "
    "배는 월요일에 멈추고 마을의 아무도 모른다.",
    "el": "Το πλοίο του κόλπου σταματά τη Δευτέρα, επειδή η παλιά προβλήτα πρέπει να ξαναχτιστεί.",
    "he": "המעבורת במפרץ תפסיק לפעול ביום שני משום שצריך לבנות מחדש את המזח הישן.",
    "th": "เรือข้ามอ่าวจะหยุดในวันจันทร์เพราะต้องสร้างท่าเรือเก่าใหม่",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_recognised_and_a_wrong_tag_is_corrected(code: str) -> None:
    text = TEXTS[code]
    assert recognise(text) == code
    assert settle("", text) == code
    assert settle(f"{code}-XX", text) == f"{code}-XX"
    wrong = "de" if code == "en" else "en-us"
    assert settle(wrong, text) == code


def test_a_tag_stands_where_its_language_is_not_told_apart_beyond_doubt() -> None:
    croatian = (
        "Trajekt preko zaljeva u ponedjeljak prestaje voziti jer treba ponovo izgraditi stari "
        "mol, i nitko u selu ne zna kada će opet ploviti."
    )
    assert settle("bs", croatian) == "bs"
    assert settle("nb", TEXTS["en"][:20]) == "nb"
    assert settle("ja", "東京都知事選挙") == "ja"
    mixed = "Docker and containers: המעבורת במפרץ תפסיק לפעול, running docker run hello world twice"
    assert settle("he", mixed) == "he"


@pytest.mark.parametrize("text", ["", "1234 !!", "Reuters", "https://the.example/of/and/the/this"])
def test_nothing_is_said_of_what_is_too_short(text: str) -> None:
    assert recognise(text) == ""
    assert settle("sw", text) == "sw"


def test_addresses_are_no_words() -> None:
    assert recognise(f"{TEXTS['de']} https://the.example/this/is/the/way/of/that") == "de"
    assert recognise("https://the.example/the/house/of/the/rising/sun " * 40 + TEXTS["de"]) == ""


@given(st.sampled_from(["", "en", "de-AT", "xx", "zh_Hant"]), st.text(max_size=200))
def test_a_tag_is_kept_or_replaced_by_a_language(tag: str, text: str) -> None:
    found = settle(tag, text)
    assert found == tag or (found.isalpha() and 2 <= len(found) <= 3)
    assert settle(found, text) == found
