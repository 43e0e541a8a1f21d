"""How the app looks: themes, colours and the signs it draws with."""
