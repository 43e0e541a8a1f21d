"""The words by which furniture is known, in the languages where it was met: data, no rules."""

import re

_LABELS = """
read more|read next|read also|also read|see also|related|related articles|related stories
related news|related content|more on this story|more on this topic|recommended stories
you may also like|you might also like|you may like|most read|most popular|trending now|don't miss
advertisement|advertisements|sponsored content|article content|story continues below
story continues below advertisement|article continues below|article continues below advertisement
continue reading|share|share this|share this article|share this story|comments|leave a comment
post a comment|read in app|sign up|subscribe|follow us|filed under|read the full story
headline|hauptinhalt|článek|mehr zum thema|auch interessant|lesen sie auch|lesen sie mehr
mehr dazu|anzeige|werbung|teilen|das könnte sie auch interessieren|weiterführende links
kommentare|jetzt abonnieren
lire aussi|à lire aussi|a lire aussi|voir aussi|sur le même sujet|publicité|partager
articles liés|commentaires|la suite après la publicité
lea también|lee también|te puede interesar|le puede interesar|más información|publicidad
compartir|comentarios|noticias relacionadas|leia também|leia mais|veja também|saiba mais
publicidade|compartilhe|continua após a publicidade|leggi anche|pubblicità|condividi
lees ook|lees verder|advertentie|läs också|läs även|les også|læs også|annonse|annons
czytaj więcej|czytaj także|czytaj też|reklama|čtěte také|přečtěte si|abone ol|ayrıca okuyun
baca juga|soma zaidi|soma pia|читайте также|реклама|関連記事|おすすめ情報|あわせて読みたい
اقرأ أيضا|اقرأ أيضاً
tags|etiketler|etiquetas|schlagwörter|schlagworte|mots-clés|štítky
"""

LABELS = frozenset(label for line in _LABELS.split("\n") for label in line.split("|") if label)
"""What stands alone above or between boxes; case-folded, without punctuation around it."""

LEAD_IN = re.compile(
    r"\W{0,3}(?:(?:please )?read (?:more|also|next|on)|also read|see also|also on\b.{1,30}"
    r"|related(?: (?:articles?|stor(?:y|ies)|reading|news))?|more|more on this"
    r"|don['’]t miss|tags?|topics?|filed under|categor(?:y|ies)"
    r"|lesen sie (?:auch|mehr)|mehr zum thema|mehr dazu|auch interessant|schlagw[oö]rter|themen"
    r"|(?:à |a )?lire aussi|voir aussi|le[ae] también|más información|etiquetas"
    r"|leia (?:também|mais)|veja também|leggi anche|lees ook|läs (?:också|även)|l[eæ]s også"
    r"|czytaj (?:więcej|także|też)|čtěte také|baca juga|soma (?:zaidi|pia)|etiketler"
    r"|читайте также|関連記事)[^\S\n]*(?:[:：|»>\n–—-]|$)",
    re.IGNORECASE,
)
"""How a paragraph begins that only leads to another story."""

CALL = re.compile(
    r"(?:^|[.!?…|]\s+)\W{0,3}(?:please )?"
    r"(?:keep up|stay (?:up|in|on|connected|informed|tuned|ahead)|follow\b(?!-)|like us|find us"
    r"|join (?:us|our|the)|connect with|subscribe|sign up|get (?:the|our|all|more|real|breaking)"
    r"|receive|download (?:the|our)|share (?:this|it|your)|send us|tell us|support (?:us|our)"
    r"|click here|bookmark|donate|become a"
    r"|folgen sie|abonnieren sie|melden sie sich|laden sie|bleiben sie|jetzt"
    r"|suivez|abonnez|inscrivez|recevez|téléchargez|rejoignez"
    r"|s[ií]gu?e(?:nos|lo)?\b|suscríb\w+|reg[ií]stra\w+|recib[ea]\b|descarg\w+|únete"
    r"|siga|inscreva|assine|receba|baixe|participe|seguici|iscriviti|abbonati|volg|meld je"
    r"|bizi takip|abone ol)",
    re.IGNORECASE,
)
"""How somebody is asked to follow, subscribe, share or give."""

CHANNEL = re.compile(
    r"\b(?:whats\s?app|telegram|facebook|twitter|instagram|linkedin|youtube|tik\s?tok|threads"
    r"|bluesky|mastodon|snapchat|pinterest|signal|flipboard|google news|apple news|x"
    r"|newsletters?|e-?mails?|inbox|app store|google play|podcasts?|rss"
    r"|boletín|infolettre|posteingang|push|friends?|donation|member(?:ship)?|alerts?)\b",
    re.IGNORECASE,
)
"""Where one is asked to."""

OURS = re.compile(
    r"\b(?:us|our|ours|we|newsletters?|inbox|latest (?:news|headlines|updates|stories)"
    r"|breaking news|uns|unser\w*|wir|nous|notre|nos|nuestr[oa]s?|nosso|nossa|nostr[oaie]|ons"
    r"|onze|boletín|últimas noticias|dernières (?:nouvelles|actualités)|aktuelle nachrichten)\b",
    re.IGNORECASE,
)
"""By which a publisher speaks of itself."""

CHANNEL_PLACE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:apps\.apple\.com|play\.google\.com|news\.google\.com|whatsapp\.com"
    r"|wa\.me|t\.me|facebook\.com|instagram\.com|tiktok\.com|linkedin\.com|youtube\.com"
    r"|bsky\.app|threads\.net|twitter\.com|x\.com)"
    r"(?!/(?:.*/)?(?:status|posts?|watch|p|reel|videos?|photos?)/)(?:/|$)"
    r"|https?://(?:newsletters?\.|[^/?#]+/[^?#]*newsletter)",
    re.IGNORECASE,
)
"""Where a site can be followed: a profile, an app, a newsletter; no single post."""

CLICK = re.compile(r"\W{0,3}(?:click|tap) here (?:to|for)\b", re.IGNORECASE)
"""How a paragraph begins that sends the reader elsewhere."""

COMMENTING = re.compile(
    r"\b(?:your (?:public )?display name|(?:log|sign) ?in to (?:post a |leave a )?comment"
    r"|comments (?:are|have been) closed|share your thoughts .{0,80}\bcomments below"
    r"|(?:melden sie sich|einloggen).{0,40} um zu kommentieren|connectez-vous pour commenter"
    r"|inicia sesión para comentar)\b",
    re.IGNORECASE,
)
"""How readers are asked to comment, or kept from it."""

OFFER = re.compile(
    r"\b(?:free trial|cancel (?:at )?any ?time|make a (?:donation|contribution)"
    r"|donate (?:now|today)"
    r"|support (?:our|independent) (?:journalism|work|reporting)"
    r"|kostenlos(?:e|es)? (?:testen|probe\w*)"
    r"|(?:angebot|abo) endet automatisch|probe-?abo\w*|jetzt (?:unterstützen|spenden|testen)"
    r"|unterstützen sie unser\w*|faites un don|soutenez(?:-nous| notre)|essai gratuit"
    r"|prueba gratuita|haz una donación|faça uma doação)\b",
    re.IGNORECASE,
)
"""How a publisher asks for money or offers a trial."""

COPYRIGHT = re.compile(
    r"^\W{0,3}(?:©|\(c\)|copyright\s*(?:[©@:(]|\d{4}|by\b))|\ball rights reserved\b"
    r"|\balle rechte vorbehalten\b|\btous droits réservés\b"
    r"|\btod?os (?:los derechos reservados|os direitos reservados)\b",
    re.IGNORECASE,
)
"""A copyright notice."""

CONTACT = re.compile(
    r"\b(?:contact us|get in touch with us|write to us|email us|e-mail us)\b"
    r"|\bto (?:address|send|submit|report) (?:your )?(?:comments?|complaints?|corrections?|errors?)"
    r"|\bletters? to the editor\b"
    r"|\bhave (?:a|you got a) (?:news )?(?:tip|story)\b|\bkontaktieren sie uns\b"
    r"|\bcontactez[- ]nous\b|\bcontáctenos\b|\bfale conosco\b",
    re.IGNORECASE,
)
"""How a reader is told where to write."""

DISCLAIMER = re.compile(
    r"\bresponsible for (?:their|its|the) (?:own )?contents?\b"
    r"|\bnot (?:be )?(?:held )?(?:responsible|liable) for (?:the |any )?(?:contents?|opinions?)"
    r"|\b(?:views|opinions) (?:expressed|are those of)\b"
    r"|\bdo(?:es)? not necessarily (?:reflect|represent)\b"
    r"|\bearn (?:an? )?(?:affiliate )?commission\b"
    r"|\bthe post\b.{1,300}\b(?:appeared first on|first appeared on)\b"
    r"|\bthis (?:article|story|post) (?:was )?(?:originally|first) "
    r"(?:published|appeared) (?:on|in|at|by)\b",
    re.IGNORECASE,
)
"""How a publisher disclaims a text, or says where it stood first."""

ITSELF = re.compile(
    r"\W{0,3}(?:publish|produce|cover|provide|offer|deliver|bring|report|strive|aim|operate)(?:e?s)?\b"
    r"|\W{0,3}(?:is|are) (?:an?|the|one of|committed|owned|operated|part of|published|produced"
    r"|not responsible|dedicated|funded|supported|your)\b"
    r"|\W{0,3}(?:does|do|may|will|cannot|reserves?|accepts?|welcomes?) ",
    re.IGNORECASE,
)
"""What follows its name where a site speaks of itself: the present tense."""

QUOTATION = re.compile(r'“[^”]{8,}”|"[^"]{8,}"|«[^»]{8,}»|„[^“”]{8,}[“”]|「[^」]{4,}」')
"""Somebody's words."""
